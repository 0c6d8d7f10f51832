"""What was asked, pledged and promised, and what became of it?"""

from components.entry.register_editor import show_editor
from components.programme import accreditation, asks, charter, ledger
from components.shell.anatomy import opened
from components.shell.session import start
from usalama.programme.asks import asks as asks_of
from usalama.programme.charter import charter as charter_of
from usalama.programme.ledger import ledger as ledger_of
from usalama.programme.progress.accreditation import accreditation as accreditation_of
from usalama.registers import ASK, PLEDGE, STAGE

visit = start()
question = (visit.store, visit.scope, visit.choices.county_codes, visit.subject, visit.today)
with opened(visit, "promises") as tab:
    if tab == "asks":
        asks.show_asks(visit, asks_of(*question))
        show_editor(visit, ASK)
    elif tab == "charter":
        charter.show_charter(visit, charter_of(*question))
        show_editor(visit, PLEDGE)
    elif tab == "accreditation":
        accreditation.show_accreditation(visit, accreditation_of(*question))
        show_editor(visit, STAGE)
    elif tab == "ledger":
        ledger.show_ledger(visit, ledger_of(*question))
