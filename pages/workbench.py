"""What comes in: files, records, questionnaires; and how is it taken back?"""

from components.entry import incident_import
from components.shell.anatomy import opened
from components.shell.session import start
from components.surveys import survey_forms, survey_plan
from components.workbench import record_desk
from usalama.surveys.surveys import surveys

visit = start()
with opened(visit, "workbench") as tab:
    if tab == "surveys":
        survey_forms.show_forms(visit, surveys(visit.store, visit.scope))
        survey_plan.show_sample_size(visit)
    elif record_desk.may_enter(visit):
        if tab == "import":
            incident_import.show_incident_import(visit)
            survey_forms.show_survey_entry(visit)
        elif tab == "record":
            record_desk.show_record_desk(visit)
        elif tab == "history":
            record_desk.show_record_changes(visit)
            incident_import.show_imports(visit)
