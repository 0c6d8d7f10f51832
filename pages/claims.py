"""What was said in public about safety, and do the data bear it out?"""

import streamlit as st

from components.claims import claims
from components.shell import notices
from components.shell.session import start
from usalama.claims import check_claims, load_claims

visit = start()
_ = visit._
st.title(_("Claim checker"))
st.markdown(_("What was said in public about safety, and do the reports bear it out?"))

book = load_claims()
result = check_claims(visit.store, visit.scope, visit.choices.source_ids, visit.subject, book.claims)
notices.show_cuts(visit, result.about)
claims.show_scope(visit, result.about.period_used)
claims.show_faults(visit, book)
claims.show_claims(visit, result)

st.subheader(_("How to read a verdict"))
st.markdown(
    _(
        "Supported: the range of the answer lies wholly on the side of the claim. Contested: it does not, which is not "
        "the same as false. Not measurable yet: the data cannot tell, and what would settle it is named. Places are "
        "answered with ranges; no place is called safe or dangerous here."
    )
)
notices.show_about(visit, result.about, result.method)
