// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]

// Beside the main package and no part of its tests: what is measured here depends on the machine.
let package = Package(
    name: "Benchmarks",
    dependencies: [.package(name: "gradbook", path: "..")],
    targets: [
        .target(name: "CTape", cSettings: [.unsafeFlags(["-O2"])]),
        .target(
            name: "Workloads", dependencies: [.product(name: "Micrograd", package: "gradbook")], swiftSettings: settings
        ),
        .target(name: "PeakMemory", swiftSettings: settings),
        .executableTarget(name: "Footprint", dependencies: ["PeakMemory", "Workloads"], swiftSettings: settings),
        .executableTarget(
            name: "SnippetFootprint",
            dependencies: [
                "PeakMemory", .product(name: "MiniPython", package: "gradbook"),
                .product(name: "CJemalloc", package: "gradbook"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "CTape", "Workloads", .product(name: "MiniPython", package: "gradbook"),
                .product(name: "CJemalloc", package: "gradbook"),
            ],
            swiftSettings: settings),
    ]
)
