"""How far has the programme come, where may it go next, and did it help?"""

from components.effect import effect, effect_alone, effect_power
from components.entry import register_page
from components.entry.register_editor import show_editor
from components.programme import logframe, next_counties, rollout, rollout_stages
from components.shell import anatomy, notices
from components.shell.anatomy import opened
from components.shell.session import start
from usalama.asking.kept import is_kept
from usalama.effect.effect import effect as effect_of
from usalama.effect.effect import effect_checked, effect_study
from usalama.effect.effect_card import effect_card
from usalama.model import N_
from usalama.programme.progress.logframe import logframe as logframe_of
from usalama.programme.progress.next_counties import next_counties as next_of
from usalama.programme.progress.rollout import rollout as rollout_of
from usalama.registers import STAGE

visit = start()
asked = (visit.store, visit.scope, visit.choices, visit.subject, visit.today)
with opened(visit, "rollout") as tab:
    if tab == "next":
        next_counties.show_next(visit, next_of(*asked, next_counties.choose_weights(visit)))
    elif tab == "stages":
        stands = rollout_of(visit.store, visit.scope, visit.choices.county_codes, visit.subject, visit.today)
        register_page.show_register_nature(visit, stands.held)
        if stands.steps.empty:
            register_page.show_empty_register(visit, "stage", stands.held.elsewhere_count)
        else:
            rollout.show_map(visit, stands)
            folds = {
                N_("Planned and reached"): lambda: rollout_stages.show_plan(visit, stands),
                N_("From stage to stage"): lambda: rollout_stages.show_funnel(visit, stands),
                N_("Every association with its stage"): lambda: rollout_stages.show_associations(visit, stands),
            }
            anatomy.show_folds(visit, "stages", folds)
        show_editor(visit, STAGE)
    elif tab == "targets":
        targets = logframe_of(visit.store, visit.scope, visit.subject, visit.today)
        register_page.show_register_nature(visit, targets.held)
        folds = {
            N_("One indicator by quarter"): lambda: logframe.show_one(visit, targets),
            N_("Acting before something happens"): lambda: logframe.show_preventive(visit, targets),
            N_("As a workbook"): lambda: logframe.show_workbook(visit),
        }
        if targets.rows.empty:
            register_page.show_empty_register(visit, "indicator")
            folds.pop("One indicator by quarter")
        else:
            logframe.show_indicators(visit, targets)
        anatomy.show_folds(visit, "targets", folds)
        logframe.show_editors(visit)
    elif tab == "effect":
        stage = effect.choose_stage(visit)
        card = effect_card(*asked, stage)
        register_page.show_register_nature(visit, card.held)
        is_known = is_kept(effect_of, *asked, stage)
        verdict = effect.show_verdict(visit, card, lambda: effect_of(*asked, stage), is_known=is_known)
        folds = {
            N_("What is compared"): lambda: effect.show_card(visit, card),
            N_("What the verdict rests on"): lambda: notices.show_sentences(visit, verdict.sentences),
            N_("Month by month around joining"): lambda: effect.show_study(visit, verdict, effect_study(*asked, stage)),
            N_("Does the answer hold?"): lambda: effect.show_checks(visit, verdict, effect_checked(*asked, stage)),
            N_("Who joined when"): lambda: effect.show_joined(visit, card),
            N_("One county alone"): lambda: effect_alone.show_one(visit, card),
            N_("Before a rollout: what would be enough?"): lambda: effect_power.show_plan(visit, stage),
        }
        if verdict.rows.empty:
            folds.pop("Who joined when")
        anatomy.show_folds(visit, "effect", folds)
