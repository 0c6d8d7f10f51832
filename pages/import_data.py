"""How do incidents come in: which file, what would it change, and what was imported before?"""

import streamlit as st

from components.entry import uploads
from components.shell.session import start
from usalama.actions.arrivals import undo_batch
from usalama.actions.clerk import clerk_of
from usalama.actions.import_incidents import describe_file, preview_file, shipped_mappings, store_file
from usalama.asking.coverage import import_history

visit = start()
_ = visit._
st.title(_("Import data"))
st.markdown(_("Check a file first, store it with a second click, take it back if it was wrong."))
history = import_history(visit.store, visit.scope)
clerk = clerk_of(visit.store, visit.scope, visit.today, visit.country_folder)

upload = uploads.choose_file(visit)
source, mapping = uploads.choose_source(visit, shipped_mappings())
is_clean = st.checkbox(_("Start clean: remove rows of another nature first"), key="import-clean")
with st.container(horizontal=True):
    is_checked = st.button(_("Check the file"), disabled=not (upload and source))
    is_stored = st.button(_("Store"), type="primary", disabled=not (upload and source and uploads.was_checked(upload)))

if upload and (is_checked or is_stored):
    with uploads.on_disk(visit, upload) as path, uploads.progress(visit) as on_progress:
        file = describe_file(path, upload.name, source, mapping)
        if is_stored:
            receipt = store_file(clerk, file, start_clean=is_clean, on_progress=on_progress)
        else:
            receipt = preview_file(clerk, file, on_progress=on_progress)
    uploads.remember(upload, receipt, is_stored)
uploads.show_last_receipt(visit)

undone = uploads.show_history(visit, history)
if undone:
    undo_batch(visit.store, visit.scope, undone, clerk.author)
    st.rerun()
