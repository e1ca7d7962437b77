import Markup

/// The cards of a fence as a page shows them, where the fence stands: a question each, which opens on its answer
/// without any script.
public enum CardsFigure {
    public static func html(_ cards: [Card]) -> HTML {
        let details = cards.map { card -> HTML in
            """
            <details class="card" id="card-\(card.id)"><summary>\(card.front)</summary>
            <div class="answer">\(card.back)</div></details>

            """
        }
        return "<div class=\"cards\" role=\"group\" aria-label=\"Cards\">\n\(details.joined())</div>\n"
    }
}
