import FlyingFox
import FlyingSocks

/// The body of an answer that does not end: the events of a channel, for one page.
struct EventStream: AsyncBufferedSequence {
    typealias Element = UInt8

    let channel: Channel
    let listener: Channel.Listener

    func makeAsyncIterator() -> Iterator { Iterator(channel: channel, listener: listener) }

    struct Iterator: AsyncBufferedIteratorProtocol {
        let channel: Channel
        var listener: Channel.Listener
        private var rest: ArraySlice<UInt8> = []

        init(channel: Channel, listener: Channel.Listener) { (self.channel, self.listener) = (channel, listener) }

        mutating func next() async -> UInt8? {
            if rest.isEmpty { rest = await nextBuffer(suggested: 1)?[...] ?? [] }
            return rest.popFirst()
        }

        /// Whole events, however long they are.
        mutating func nextBuffer(suggested count: Int) async -> [UInt8]? { await channel.next(&listener) }
    }
}
