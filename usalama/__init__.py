"""The subject itself: incidents, places, rates. Never imports Streamlit or folium."""
