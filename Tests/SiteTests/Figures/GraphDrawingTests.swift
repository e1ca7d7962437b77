import Micrograd
import Testing

@testable import Site

/// The promises of the drawing, checked on what is drawn.
struct GraphDrawingTests {
    private static let random: [RecordedGraph] =
        (1...36).map { seed in
            SampleGraphs.random(size: 4 + Int(seed), reach: 3 + Int(seed % 9), seed: seed)
        } + [SampleGraphs.random(size: 180, reach: 12, seed: 7), SampleGraphs.random(size: 150, reach: 150, seed: 8)]

    private static let lessons: [RecordedGraph] = SampleGraphs.all.map { $0.make().recordedBackward().graph }

    /// Every graph with what is drawn of it.
    private static let drawings: [(graph: RecordedGraph, drawn: DrawnGraph)] = (lessons + random).compactMap { graph in
        (try? DrawnGraph(graph)).map { (graph, $0) }
    }

    @Test func boxesAndMarksStandApart() throws {
        #expect(Self.drawings.count == Self.lessons.count + Self.random.count)
        for (graph, drawn) in Self.drawings {
            #expect(drawn.boxes.count == graph.nodes.count)
            #expect(drawn.marks.count == graph.nodes.count { $0.op != .leaf })
            let shapes = Array(drawn.boxes.values) + Array(drawn.marks.values)
            for (index, one) in shapes.enumerated() {
                let distance = shapes[..<index].map { one.distance(to: $0) }.min() ?? .infinity
                #expect(distance >= 12)
            }
        }
    }

    @Test func everyUseIsAnEdgeOfItsOwn() throws {
        for (graph, drawn) in Self.drawings {
            let uses = graph.nodes.enumerated().flatMap { to, node in
                node.inputs.enumerated().map { slot, from in [from, to, slot] }
            }
            #expect(drawn.uses.map { [$0.from, $0.to, $0.slot] } == uses)
            #expect(Set(drawn.uses.map(\.path)).count == uses.count)
            for use in drawn.uses {
                let box = try #require(drawn.boxes[use.from])
                let mark = try #require(drawn.marks[use.to])
                let start = try #require(use.points.first)
                let end = try #require(use.points.last)
                #expect(start.x == box.right && start.y > box.top && start.y < box.bottom)
                // The arrowhead is between the end of the line and the round mark.
                #expect(mark.contains(.init(x: end.x + 7, y: end.y), depth: 0))
                #expect(!mark.contains(.init(x: end.x + 3, y: end.y), depth: 0))
            }
        }
    }

    @Test func noEdgeMeetsABoxOrMark() throws {
        for (_, drawn) in Self.drawings {
            let shapes = Array(drawn.boxes.values) + Array(drawn.marks.values)
            for use in drawn.uses {
                let near = shapes.filter { shape in use.points.contains { shape.contains($0, depth: 0.01) } }
                #expect(near.isEmpty, "\(use.path)")
            }
        }
    }

    @Test func everythingIsInsideThePicture() throws {
        for (_, drawn) in Self.drawings {
            for shape in Array(drawn.boxes.values) + Array(drawn.marks.values) {
                #expect(shape.left >= 1 && shape.top >= 1)
                #expect(shape.right <= drawn.size.x - 1 && shape.bottom <= drawn.size.y - 1)
            }
            for point in drawn.uses.flatMap(\.points) {
                #expect(point.x >= 1 && point.y >= 1 && point.x <= drawn.size.x - 1 && point.y <= drawn.size.y - 1)
            }
        }
    }

    @Test func textsFitTheirCells() throws {
        for (_, drawn) in Self.drawings {
            for (place, box) in drawn.boxes {
                let texts = try #require(drawn.texts[place])
                let dividers = try #require(drawn.dividers[place])
                #expect(texts.count == 3)
                for text in texts {
                    #expect(text.left >= box.left + 3 && text.right <= box.right - 3, "\(text.content)")
                    #expect(text.baseline - 9 >= box.top + 3 && text.baseline + 3 <= box.bottom - 3)
                    #expect(!dividers.contains { text.distance(to: $0) < 3 }, "\(text.content)")
                }
            }
            for (place, mark) in drawn.marks {
                let text = try #require(drawn.markTexts[place])
                #expect(text.left >= mark.left + 3 && text.right <= mark.right - 3)
            }
        }
    }

    @Test func lessonGraphsHaveNoCrossing() throws {
        for (name, make) in SampleGraphs.all where !["crossed", "README", "network"].contains(name) {
            #expect(try DrawnGraph(make().recorded).crossings == 0, "\(name)")
        }
    }

    /// What the layout says of crossings is what is drawn.
    @Test func crossingsAreCountedRight() throws {
        for graph in Self.lessons + Self.random.prefix(30) {
            let texts = graph.nodes.map { _ in ["a", "data 1.0", "grad 1.0"] }
            let layout = GraphLayout(graph, texts: texts, signs: graph.nodes.map { $0.op.symbol })
            #expect(try DrawnGraph(graph).crossings == layout.crossings)
        }
    }

    @Test func planarLayeringsAreDrawnWithoutCrossing() {
        var planar = 0
        for seed in 1...400 as ClosedRange<UInt64> {
            let graph = SampleGraphs.random(size: 5 + Int(seed % 20), reach: 3 + Int(seed % 5), seed: seed)
            for style in GraphLayers.Style.allCases {
                let layered = LayeredGraph(graph, layers: GraphLayers(graph, style: style))
                guard LevelPlanarity.holds(layered) else { continue }
                planar += 1
                #expect(CrossingReduction.ordered(layered).crossings == 0, "seed \(seed)")
            }
        }
        #expect(planar > 200)
    }

    @Test func drawingIsRepeatable() throws {
        for graph in Self.lessons + Self.random {
            let first = try GraphDrawing(graph, names: NodeNames(graph)).html(id: "g")
            let second = try GraphDrawing(graph, names: NodeNames(graph)).html(id: "g")
            #expect(first == second)
        }
    }

    @Test func hugeGraphsAreRefused() {
        let graph = SampleGraphs.loop(1000).recorded
        #expect(throws: GraphTooLarge(count: graph.nodes.count)) {
            try GraphDrawing(graph, names: NodeNames(graph))
        }
        #expect(
            GraphTooLarge(count: 3002).description
                == "a drawing shows at most 200 numbers, and this graph has 3002")
    }
}
