/// A SQLite database, written once from beginning to end: tables of rows, without indexes. SQLite's own library puts its
/// version into what it writes, and lays pages out as it likes; this gives the same bytes for the same rows on every
/// machine. Pages are as large as the format allows, so that a row is always smaller than one and never overflows.
///
/// The format is that of https://www.sqlite.org/fileformat2.html.
struct SQLiteFile {
    enum Value {
        case integer(Int)
        case text(String)
    }

    struct Table {
        let name: String
        /// The statement that makes it, whose first column must be an `integer primary key` when `hasID` says so.
        let sql: String
        /// Whether the first value of a row is its id; otherwise rows are counted from 1.
        let hasID: Bool
        let rows: [[Value]]
    }

    /// A row that is too large for a page.
    struct RowTooLarge: Error {
        let table: String
        let row: Int
    }

    private static let pageSize = 65_536
    /// What a page holds of a row before it would go on in another.
    private static let rowLimit = 65_501

    let bytes: [UInt8]

    /// - Parameter tables: in rows of rising ids.
    init(_ tables: [Table]) throws(RowTooLarge) {
        // The first page is the schema; each table has its leaves behind it, and one more page above them if they are many.
        var pages: [[UInt8]] = [[]]
        var schema: [[Value]] = []
        for table in tables {
            let root = try Self.add(table, to: &pages)
            schema.append([.text("table"), .text(table.name), .text(table.name), .integer(root), .text(table.sql)])
        }
        let cells = schema.enumerated().map { Self.cell(id: $0 + 1, $1) }
        pages[0] = Self.header(pages: pages.count) + Self.leaf(cells, offset: 100)
        bytes = pages.flatMap { $0 }
    }

    /// - Returns: the number of the page at the root, from 1.
    private static func add(_ table: Table, to pages: inout [[UInt8]]) throws(RowTooLarge) -> Int {
        var leaves: [(cells: [[UInt8]], last: Int)] = [([], 0)]
        var room = pageSize - 8
        for (index, row) in table.rows.enumerated() {
            var id = index + 1
            if table.hasID, case .integer(let given)? = row.first { id = given }
            let cell = cell(id: id, row, idIsStored: !table.hasID)
            guard cell.count <= rowLimit else { throw RowTooLarge(table: table.name, row: index) }
            if cell.count + 2 > room {
                leaves.append(([], 0))
                room = pageSize - 8
            }
            leaves[leaves.count - 1].cells.append(cell)
            leaves[leaves.count - 1].last = id
            room -= cell.count + 2
        }
        let first = pages.count + 1
        for leaf in leaves { pages.append(self.leaf(leaf.cells, offset: 0)) }
        guard leaves.count > 1 else { return first }
        // An inner cell is a page and the last id in it: at most 13 bytes, so one page above is enough for 4,000 leaves.
        let inner = leaves.dropLast().enumerated().map { index, leaf in big(first + index, bytes: 4) + varint(leaf.last)
        }
        pages.append(page(kind: 0x05, Array(inner), last: first + leaves.count - 1, offset: 0))
        return pages.count
    }

    private static func leaf(_ cells: [[UInt8]], offset: Int) -> [UInt8] {
        page(kind: 0x0D, cells, last: nil, offset: offset)
    }

    /// A page of a B-tree: the header, the places of the cells, and from the end the cells.
    /// - Parameters:
    ///   - last: of an inner page, the page behind its last cell.
    ///   - offset: how much of the page stands before it.
    private static func page(kind: UInt8, _ cells: [[UInt8]], last: Int?, offset: Int) -> [UInt8] {
        var content: [UInt8] = []
        var places: [UInt8] = []
        var start = pageSize
        for cell in cells {
            start -= cell.count
            places += big(start, bytes: 2)
        }
        for cell in cells.reversed() { content += cell }
        // A start of 65,536 does not fit, and is written as 0.
        var page = [kind, 0, 0] + big(cells.count, bytes: 2) + big(start & 0xFFFF, bytes: 2) + [0]
        if let last { page += big(last, bytes: 4) }
        page += places
        return page + [UInt8](repeating: 0, count: pageSize - offset - page.count - content.count) + content
    }

    private static func cell(id: Int, _ row: [Value], idIsStored: Bool = true) -> [UInt8] {
        var types: [UInt8] = []
        var body: [UInt8] = []
        for (index, value) in row.enumerated() {
            switch value {
            case .integer where index == 0 && !idIsStored:
                // The id stands in front of the record and is null in it.
                types += varint(0)
            case .integer(0): types += varint(8)
            case .integer(1): types += varint(9)
            case .integer(let number):
                let (type, width) = integerType(number)
                types += varint(type)
                body += big(number, bytes: width)
            case .text(let text):
                types += varint(13 + 2 * text.utf8.count)
                body += Array(text.utf8)
            }
        }
        // The header counts itself.
        var length = types.count + 1
        if varint(length).count > 1 { length += 1 }
        let record = varint(length) + types + body
        return varint(record.count) + varint(id) + record
    }

    private static func integerType(_ number: Int) -> (type: Int, width: Int) {
        let widths = [(1, 1), (2, 2), (3, 3), (4, 4), (5, 6)]
        return widths.first { _, width in
            let limit = 1 << (8 * width - 1)
            return -limit <= number && number < limit
        } ?? (6, 8)
    }

    private static func big(_ number: Int, bytes: Int) -> [UInt8] {
        (0..<bytes).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    /// Seven bits a byte, the highest first. Nothing here is as large as a number of nine bytes.
    private static func varint(_ number: Int) -> [UInt8] {
        var bytes = [UInt8(number & 0x7F)]
        var rest = number >> 7
        while rest > 0 {
            bytes.insert(UInt8(rest & 0x7F) | 0x80, at: 0)
            rest >>= 7
        }
        return bytes
    }

    private static func header(pages: Int) -> [UInt8] {
        var header = Array("SQLite format 3\u{0}".utf8)
        // A page size of 65,536 is written as 1; versions of writing and reading; nothing kept free; fixed fractions.
        header += [0, 1, 1, 1, 0, 64, 32, 32]
        for number in [1, pages, 0, 0, 1, 4, 0, 0, 1, 0, 0, 0] { header += big(number, bytes: 4) }
        header += [UInt8](repeating: 0, count: 20)
        // That the number of pages is right is believed where these two are the same: a change, and a version.
        return header + big(1, bytes: 4) + big(3_040_001, bytes: 4)
    }
}
