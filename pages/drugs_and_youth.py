"""What part do drugs and alcohol, young people and firearms play, in reports and when people are asked?"""

from components.incidents import drugs
from components.shell.anatomy import opened
from components.shell.session import start
from components.surveys import early_help, surveys
from usalama.incidents.rates.drugs_and_youth import drugs_and_youth
from usalama.surveys.surveys import surveys as surveys_of

visit = start()
with opened(visit, "drugs_and_youth") as tab:
    if tab == "reports":
        flag = drugs.choose_flag(visit)
        drugs.show_reports(visit, drugs_and_youth(visit.store, visit.scope, visit.choices, visit.subject, flag))
    elif tab == "surveys":
        surveys.show_surveys(visit, surveys_of(visit.store, visit.scope))
    elif tab == "early_help":
        early_help.show_early_help(visit)
