/// One request a page made, read from the browser's own record of the network.
struct PageRequest: Sendable, CustomStringConvertible {
    let url: String
    /// Why it failed: the network's word, or a status of 400 and above.
    var failure: String?

    var description: String { failure.map { "\(url): \($0)" } ?? url }

    static func read(_ events: [(method: String, parameters: JSONValue)]) -> [PageRequest] {
        var order: [String] = []
        var requests: [String: PageRequest] = [:]
        for (method, parameters) in events {
            guard let id = parameters["requestId"]?.text else { continue }
            switch method {
            case "Network.requestWillBeSent":
                guard let url = parameters["request"]?["url"]?.text else { continue }
                if requests.updateValue(PageRequest(url: url), forKey: id) == nil { order.append(id) }
            case "Network.responseReceived":
                if let status = parameters["response"]?["status"]?.number, status >= 400 {
                    requests[id]?.failure = "status \(Int(status))"
                }
            case "Network.loadingFailed":
                requests[id]?.failure = parameters["errorText"]?.text ?? "failed"
            default: continue
            }
        }
        return order.compactMap { requests[$0] }
    }
}
