import Foundation

/// What a browser test could not do, in words.
struct BrowserError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// The wire of W3C WebDriver: JSON over HTTP to a `chromedriver` of our own. It knows commands as paths and bodies, not
/// what they mean.
struct WebDriver: Sendable {
    private let port: Int

    /// Starts a `chromedriver` on a free port. It is asked to quit, with every browser it started, when the tests end.
    static func start() async throws -> (driver: WebDriver, keeper: Keeper) {
        let keeper = try Keeper(
            """
            export HOME="$1" TMPDIR="$1"
            chromedriver --port=0 </dev/null &
            cat
            port=$(sed -n 's/.*started successfully on port \\([0-9]*\\).*/\\1/p' "$1/log")
            curl --silent --max-time 5 "http://127.0.0.1:$port/shutdown"
            kill %1
            wait
            """)
        let port = try await keeper.number(after: "started successfully on port ")
        return (WebDriver(port: port), keeper)
    }

    private struct Envelope<Value: Decodable>: Decodable { let value: Value }
    private struct Failure: Decodable {
        let error: String
        let message: String
    }

    /// Sends a command and gives the value of its answer; without a body it is a GET.
    func send<Value: Decodable>(
        _ path: String, _ body: JSONValue? = nil
    ) async throws -> Value {
        let answer = try await Loopback.exchange(
            port: port, method: body == nil ? "GET" : "POST", path: path,
            body: try body.map { try JSONEncoder().encode($0) } ?? Data())
        guard answer.status == 200 else {
            let failure = try? JSONDecoder().decode(Envelope<Failure>.self, from: answer.body).value
            throw BrowserError(
                failure.map { "\($0.error): \($0.message)" } ?? String(decoding: answer.body, as: UTF8.self))
        }
        return try JSONDecoder().decode(Envelope<Value>.self, from: answer.body).value
    }
}

/// Any JSON, written in place with literals: `["width": 320, "mobile": false]`.
enum JSONValue: Codable, Sendable, Equatable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .number(let value):
            // chromedriver wants its whole numbers without a point.
            if let whole = Int(exactly: value) { try container.encode(whole) } else { try container.encode(value) }
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }

    subscript(_ key: String) -> JSONValue? {
        if case .object(let members) = self { members[key] } else { nil }
    }

    var text: String? { if case .string(let text) = self { text } else { nil } }
    var number: Double? { if case .number(let number) = self { number } else { nil } }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    init(stringLiteral value: String) { self = .string(value) }
    init(integerLiteral value: Int) { self = .number(Double(value)) }
    init(floatLiteral value: Double) { self = .number(value) }
    init(booleanLiteral value: Bool) { self = .bool(value) }
    init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(Dictionary(elements, uniquingKeysWith: { $1 }))
    }
    init(nilLiteral: ()) { self = .null }
}
