// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours is built in Swift 6 mode with warnings as errors.
let settings: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]

let package = Package(
    name: "gradbook",
    products: [
        .executable(name: "gradbook", targets: ["gradbook"]),
        .library(name: "Micrograd", targets: ["Micrograd"]),
        // With the places in a text that its messages speak of.
        .library(name: "MiniPython", targets: ["MiniPython", "Source"]),
        // What the program takes its memory from, so that benchmarks measure what users run.
        .library(name: "CJemalloc", targets: ["CJemalloc"]),
    ],
    // Exact, because the bytes of the built site depend on them and are compared.
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
    ],
    targets: [
        // Leaves: no Foundation, Embedded-Swift clean.
        .target(name: "Source", swiftSettings: settings),
        .target(name: "Micrograd", swiftSettings: settings),
        .systemLibrary(name: "CRuntime"),
        .target(
            name: "MiniPython", dependencies: ["CRuntime", "Micrograd", "Source"], exclude: ["grammar.txt"],
            swiftSettings: settings),

        .systemLibrary(
            name: "CCMark", pkgConfig: "libcmark-gfm",
            providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"])]),
        // What a document takes its memory from.
        .target(name: "CArena"),
        .target(name: "Markup", dependencies: ["CArena", "CCMark", "Source"], swiftSettings: settings),

        .systemLibrary(
            name: "CXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"]), .brew(["xxhash"])]),

        // Lessons and their programs are many small objects for a short time; jemalloc hands them out faster.
        .systemLibrary(
            name: "CJemalloc", pkgConfig: "jemalloc", providers: [.apt(["libjemalloc-dev"]), .brew(["jemalloc"])]),

        // Templates and what `init` and `new` begin with, put into the program by the compiler.
        .target(name: "CBuiltIn"),

        // Opens JavaScriptCore by name when a formula is new: nothing is linked.
        .target(name: "TeX", swiftSettings: settings),

        // What the program is, asked of the system's loader.
        .target(name: "CProgram"),

        .target(
            name: "Site",
            dependencies: [
                "CBuiltIn", "CProgram", "CXXHash", "Markup", "Micrograd", "MiniPython", "Source", "TeX",
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: settings),
        // The preview: all of HTTP, and nothing of the pages.
        .target(
            name: "Serve",
            dependencies: ["Site", "Source", .product(name: "FlyingSocks", package: "FlyingFox")],
            resources: [.embedInCode("preview.js")], swiftSettings: settings),
        // The program is nothing but a call, so that how it is linked is nobody else's: with Swift's libraries in it (CONTRIBUTING,
        // "The program").
        .executableTarget(
            name: "gradbook", dependencies: ["GradbookCLI"], swiftSettings: settings,
            linkerSettings: [
                .unsafeFlags(["-static-stdlib", "-use-ld=lld", "-Xlinker", "--build-id"], .when(platforms: [.linux])),
                // What Foundation is made of, which its module does not name where it is one of shared libraries.
                .linkedLibrary("CoreFoundation", .when(platforms: [.linux])),
                .linkedLibrary("_FoundationICU", .when(platforms: [.linux])),
                .linkedLibrary("_FoundationCShims", .when(platforms: [.linux])),
                .linkedLibrary("_FoundationCollections", .when(platforms: [.linux])),
            ]),
        .target(
            name: "GradbookCLI",
            dependencies: [
                "CJemalloc", "Serve", "Site", "Source",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),

        .target(name: "TestSupport", dependencies: ["Source"], path: "Tests/Support", swiftSettings: settings),
        .testTarget(name: "SourceTests", dependencies: ["Source", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "MicrogradTests", dependencies: ["Micrograd", "TestSupport"], exclude: ["Fixtures"],
            swiftSettings: settings),
        .testTarget(
            name: "MiniPythonTests", dependencies: ["MiniPython", "Micrograd", "Source", "TestSupport"],
            exclude: ["Fuzz", "Spec"], swiftSettings: settings),
        .testTarget(name: "MarkupTests", dependencies: ["Markup", "Source", "TestSupport"], swiftSettings: settings),
        .testTarget(name: "TeXTests", dependencies: ["TeX", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "SiteTests",
            dependencies: [
                "Site", "Markup", "Micrograd", "MiniPython", "Source", "TeX", "TestSupport",
                // Judges how our own templates are written.
                .product(name: "Mustache", package: "swift-mustache"),
            ],
            exclude: ["Fixtures"], swiftSettings: settings),
        .testTarget(
            name: "ServeTests", dependencies: ["GradbookCLI", "Serve", "Site", "Source", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "GradbookCLITests", dependencies: ["GradbookCLI", "Site", "Source", "TestSupport"],
            exclude: ["Fixtures"], swiftSettings: settings),
        .testTarget(
            name: "BrowserTests", dependencies: ["GradbookCLI", "TestSupport"], exclude: ["Fixtures", "Judges"],
            swiftSettings: settings),
    ]
)
