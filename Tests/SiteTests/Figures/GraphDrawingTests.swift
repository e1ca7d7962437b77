import Micrograd
import Testing

@testable import Site

/// The promises of the drawing, checked on what is drawn.
struct GraphDrawingTests {
    private static let random: [BackwardTrace] =
        (1...240).map { seed in
            SampleGraphs.randomPass(size: 4 + Int(seed % 60), reach: 3 + Int(seed % 9), seed: seed)
        } + [
            SampleGraphs.randomPass(size: 180, reach: 12, seed: 7),
            SampleGraphs.randomPass(size: 150, reach: 150, seed: 8),
        ]

    private static let lessons: [BackwardTrace] = SampleGraphs.all.map { $0.make().recordedBackward() }

    /// Every graph with what is drawn of it; of two in three, with what flowed back along its uses.
    private static let drawings: [(graph: RecordedGraph, drawn: DrawnGraph)] = (lessons + random).enumerated()
        .compactMap { index, trace in
            (try? DrawnGraph(trace.graph, pass: index % 3 == 2 ? nil : trace, mayGoDown: index % 4 != 0)).map {
                (trace.graph, $0)
            }
        }

    @Test func cardsAndTabsStandApart() throws {
        #expect(Self.drawings.count == Self.lessons.count + Self.random.count)
        #expect(Self.drawings.count { $0.drawn.isDown } > 40)
        for (graph, drawn) in Self.drawings {
            #expect(drawn.boxes.count == graph.nodes.count)
            #expect(drawn.marks.count == graph.nodes.count { $0.op != .leaf })
            for (place, mark) in drawn.marks {
                // A tab is fixed to its card.
                let box = try #require(drawn.boxes[place])
                let frame = place == graph.nodes.count - 1 ? CardShape.frame : 0
                if drawn.isDown {
                    #expect(mark.bottom == box.top + frame && abs(mark.left + mark.right - box.left - box.right) < 0.01)
                } else {
                    #expect(mark.right == box.left + frame && mark.top > box.top && mark.bottom < box.bottom)
                }
            }
            let shapes = Array(drawn.boxes) + Array(drawn.marks)
            for (index, one) in shapes.enumerated() {
                let distance = shapes[..<index].filter { $0.key != one.key }.map { one.value.distance(to: $0.value) }
                #expect(distance.min() ?? .infinity >= 11)
            }
        }
    }

    @Test func everyUseIsAnEdgeOfItsOwn() throws {
        for (graph, drawn) in Self.drawings {
            #expect(drawn.uses.count == graph.nodes.reduce(0) { $0 + $1.inputs.count })
            #expect(Set(drawn.uses.map(\.path)).count == drawn.uses.count)
            for use in drawn.uses {
                let box = try #require(drawn.boxes[use.from])
                let mark = try #require(drawn.marks[use.to])
                let start = try #require(use.points.first)
                let end = try #require(use.points.last)
                let (x, y) = drawn.isDown ? (0.0, 1.0) : (1, 0)
                if drawn.isDown {
                    #expect(start.y == box.bottom && start.x > box.left && start.x < box.right)
                } else {
                    #expect(start.x == box.right && start.y > box.top && start.y < box.bottom)
                }
                // The arrowhead touches the round tab.
                #expect(mark.contains(.init(x: end.x + x, y: end.y + y), depth: 0))
                #expect(!mark.contains(.init(x: end.x - x, y: end.y - y), depth: 0))
            }
        }
    }

    @Test func noEdgeMeetsACardOrTab() throws {
        for (_, drawn) in Self.drawings {
            let shapes = Array(drawn.boxes.values) + Array(drawn.marks.values)
            for use in drawn.uses {
                let near = shapes.filter { shape in use.points.contains { shape.contains($0, depth: 0.6) } }
                #expect(near.isEmpty, "\(use.path)")
            }
        }
    }

    @Test func labelsAreDisjointAndMeetNothing() throws {
        var count = 0
        for (_, drawn) in Self.drawings {
            let labels = drawn.labels.compactMap { $0?.box }
            let shapes = Array(drawn.boxes.values) + Array(drawn.marks.values)
            let points = drawn.uses.flatMap(\.points)
            count += labels.count
            for (index, label) in labels.enumerated() {
                #expect(labels[..<index].allSatisfy { label.distance(to: $0) > 2 })
                #expect(shapes.allSatisfy { label.distance(to: $0) > 2 })
                let near = points.filter { point in
                    label.distance(
                        to: .init(left: point.x, top: point.y, right: point.x, bottom: point.y, radius: 0)) < 1
                }
                #expect(near.isEmpty)
                #expect(label.left >= 1 && label.right <= drawn.size.x - 1)
                #expect(label.top >= 1 && label.bottom <= drawn.size.y - 1)
            }
        }
        #expect(count > 4000)
    }

    @Test func everyUseBearsWhatFlowedBackAlongIt() throws {
        for trace in Self.lessons + Self.random.prefix(60) {
            let drawn = try DrawnGraph(trace.graph, pass: trace)
            let amounts = PassSteps(trace).amounts(in: trace.graph)
            #expect(
                drawn.labels.map { $0?.content }
                    == drawn.uses.map { FigureNumber(amounts[$0.to][$0.slot]).shown })
            #expect(try DrawnGraph(trace.graph).labels.allSatisfy { $0 == nil })
        }
        // The amounts that arrive at a number add up to its gradient.
        let doubled = SampleGraphs.doubled().recordedBackward()
        #expect(try DrawnGraph(doubled.graph, pass: doubled).labels.map { $0?.content } == ["1.0", "1.0"])
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

    @Test func textsFitTheirCards() throws {
        for (_, drawn) in Self.drawings {
            for (place, box) in drawn.boxes {
                let texts = try #require(drawn.texts[place])
                let line = try #require(drawn.lines[place])
                #expect(texts.count == 3)
                for (index, text) in texts.enumerated() {
                    #expect(text.left >= box.left + 3 && text.right <= box.right - 3, "\(text.content)")
                    #expect(text.box.top >= box.top + 3 && text.box.bottom <= box.bottom - 2)
                    #expect(index == 0 ? text.box.bottom < line - 1 : text.box.top > line + 1)
                }
            }
            for (place, mark) in drawn.marks {
                let text = try #require(drawn.markTexts[place])
                #expect(text.left >= mark.left + 3 && text.right <= mark.right - 3)
            }
        }
    }

    /// What a number is shows in the form of its card, so that it is seen without colours.
    @Test func rolesAreForms() throws {
        let graph = SampleGraphs.neuron().recorded
        let names = NodeNames(graph)
        let weights = Set(graph.nodes.indices.filter { ["w1", "w2", "b"].contains(names[$0]) })
        let drawn = try DrawnGraph(graph, parameters: weights)
        for place in graph.nodes.indices {
            let role = drawn.roles[place] ?? ""
            #expect(role.contains("leaf") == (graph.nodes[place].op == .leaf))
            #expect(role.contains("parameter") == weights.contains(place))
            #expect(role.contains("root") == (place == graph.nodes.count - 1))
        }
    }

    @Test func networksAreCompact() throws {
        for (name, width) in [
            ("lesson", 400.0), ("neuron", 640), ("long neuron", 960), ("README", 960), ("network", 1400),
        ] {
            let make = try #require(SampleGraphs.all.first { $0.name == name }?.make)
            #expect(try DrawnGraph(make().recorded).size.x < width, "\(name)")
        }
    }

    @Test func lessonGraphsHaveNoCrossing() throws {
        for (name, make) in SampleGraphs.all where !["crossed", "README", "network"].contains(name) {
            #expect(try DrawnGraph(make().recorded).crossings == 0, "\(name)")
        }
    }

    /// What the layout says of crossings is what is drawn.
    @Test func crossingsAreCountedRight() throws {
        for graph in (Self.lessons + Self.random.prefix(30)).map(\.graph) {
            let texts = graph.nodes.map { _ in ["a", "1.0", "∂ 1.0"] }
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
        for trace in Self.lessons + Self.random.prefix(40) {
            let first = try GraphDrawing(GraphNumbers(trace.graph, pass: trace)).html(id: "g")
            let second = try GraphDrawing(GraphNumbers(trace.graph, pass: trace)).html(id: "g")
            #expect(first == second)
        }
    }

    @Test func hugeGraphsAreRefused() {
        let graph = SampleGraphs.loop(1000).recorded
        #expect(throws: GraphTooLarge(count: graph.nodes.count)) {
            try GraphDrawing(GraphNumbers(graph, pass: nil))
        }
        #expect(
            GraphTooLarge(count: 3002).description
                == "a drawing shows at most 200 numbers, and this graph has 3002")
    }
}
