"""Lets Anki's own library import decks into one collection, and prints what it made of them.

    judge-anki.py COLLECTION STEP…

A step is a package, one with `+` before it whose progress is wanted too, a text file, `review` (every card that is new is answered once), or `print`. It is a judge only:
nothing of it is shipped, and its licence (AGPL) stays its own.
"""

import json
import sys
import warnings

warnings.simplefilter("ignore")
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest  # noqa: E402
from anki.collection import ImportCsvRequest  # noqa: E402


def imported(col, path):
    if path.endswith(".apkg"):
        options = ImportAnkiPackageOptions(merge_notetypes=False, with_scheduling=path.startswith("+"))
        path = path.removeprefix("+")
        return col.import_anki_package(ImportAnkiPackageRequest(package_path=path, options=options)).log
    metadata = col.get_csv_metadata(path, None)
    return col.import_csv(ImportCsvRequest(path=path, metadata=metadata)).log


def main():
    col = Collection(sys.argv[1])
    out = []
    for step in sys.argv[2:]:
        if step == "review":
            for deck in [d.id for d in col.decks.all_names_and_ids()]:
                col.decks.select(deck)
                while True:
                    queued = col.sched.get_queued_cards(fetch_limit=1)
                    if not queued.cards or queued.new_count == 0:
                        break
                    card = col.get_card(queued.cards[0].card.id)
                    card.start_timer()
                    answer = col.sched.build_answer(card=card, states=queued.cards[0].states, rating=3)
                    col.sched.answer_card(answer)
        elif step == "print":
            notes = []
            for nid in col.find_notes(""):
                note = col.get_note(nid)
                cards = note.cards()
                notes.append({
                    "guid": note.guid, "type": note.note_type()["name"], "fields": dict(note.items()), "tags": note.tags,
                    "mod": note.mod,
                    "cards": [
                        {"ord": c.ord, "deck": col.decks.name(c.did), "type": int(c.type), "queue": int(c.queue),
                         "reps": c.reps, "ivl": c.ivl, "due": c.due - col.sched.today, "lapses": c.lapses,
                         "memory": c.memory_state and [c.memory_state.stability, c.memory_state.difficulty],
                         "log": col.db.all("select ease, ivl, lastIvl, type from revlog where cid = ? order by id", c.id),
                         "question": c.question(), "answer": c.answer()}
                        for c in sorted(cards, key=lambda c: c.ord)
                    ],
                })
            out.append({"notes": sorted(notes, key=lambda n: n["guid"]), "problems": list(col.fix_integrity())[1:]})
        else:
            log = imported(col, step)
            out.append({
                "new": len(log.new), "updated": len(log.updated), "duplicate": len(log.duplicate),
                "conflicting": len(log.conflicting), "found": log.found_notes,
            })
    col.close()
    print(json.dumps(out))


main()
