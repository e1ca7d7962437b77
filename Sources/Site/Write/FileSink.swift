/// Where finished files go, one by one and from any thread, so that none has to wait for the others in memory. What goes
/// wrong is kept until the end, which is the sink's own: a staged site is swapped in or dropped, a comparison told.
public protocol FileSink: AnyObject, Sendable {
    func take(_ file: OutputFile)
}
