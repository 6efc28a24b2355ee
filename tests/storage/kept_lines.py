"""What the lines of letters must say, worked out from the letters themselves."""

from sqlalchemy import Connection

LETTERS = """
SELECT letter.id, letter.case_id, cases.notice, letter.form,
    CASE WHEN posting.id IS NULL THEN 'to-send' WHEN posting.returned_on IS NULL THEN 'sent'
        ELSE 'returned' END,
    iif(cases.postcode = '', '~', cases.postcode), cases.address, cases.number, posting.id
FROM letter JOIN cases ON cases.id = letter.case_id
LEFT JOIN posting ON posting.letter_id = letter.id AND posting.attempt =
    (SELECT max(attempt) FROM posting AS last WHERE last.letter_id = letter.id)
ORDER BY letter.rowid
"""
TO_ISSUE = """
SELECT id, case_id FROM proposal WHERE state = 'approved' AND verdict <> 'hold'
    AND id NOT IN (SELECT proposal_id FROM letter WHERE form NOT IN ('selected', 'not-selected'))
ORDER BY id
"""


def states_of_letters(connection: Connection) -> list[str]:
    """Return where each letter stands, oldest first; the lines that lists are answered from and

    what waits to be issued must be what letters, postings, cases and proposals say.
    """
    run = connection.exec_driver_sql
    lines = run(
        "SELECT letter_id, case_id, notice, form, state, place, address, number, posting_id"
        " FROM letter_line ORDER BY row"
    ).all()
    assert [tuple(one) for one in lines] == [tuple(one) for one in run(LETTERS).all()]
    waiting = run("SELECT proposal_id, case_id FROM to_issue ORDER BY proposal_id").all()
    assert [tuple(one) for one in waiting] == [tuple(one) for one in run(TO_ISSUE).all()]
    return [one[4] for one in lines]
