"""The addresses of portal."""

from django.urls import URLPattern, path

from gewoon.web.portal import agreed, home, mine, not_able, sign_in, training

app_name = "portal"
urlpatterns: list[URLPattern] = [
    path("mijn/", home.show, name="home"),
    path("mijn/code-vragen/", sign_in.ask, name="sign_in"),
    path("mijn/code/", sign_in.code, name="code"),
    path("mijn/uit/", sign_in.leave, name="leave"),
    path("mijn/betalen/", home.pay, name="pay"),
    path("mijn/rekening/", home.account, name="account"),
    path("mijn/lukt-niet/", not_able.choose, name="not_able"),
    path("mijn/lukt-niet/bellen/", not_able.call, name="call"),
    path("mijn/lukt-niet/klopt-niet/", not_able.dispute, name="dispute"),
    path("mijn/lukt-niet/wat-kan-ik/", not_able.room, name="room"),
    path("mijn/lukt-niet/voorstel/", not_able.propose, name="propose"),
    path("mijn/regeling/", agreed.show, name="arrangement"),
    path("mijn/regeling/antwoord/", agreed.answer, name="answer"),
    path("mijn/training/meedoen/", training.come_forward, name="come_forward"),
    path("mijn/training/agenda.ics", training.calendar, name="calendar"),
    path("mijn/training/<int:number>/ik-kan-niet/", training.cannot_come, name="cannot_come"),
    path("mijn/goed-in/", training.write, name="write"),
    path("mijn/goed-in/weg/", training.take_away, name="take_away"),
    path("mijn/goed-in/delen/", training.share, name="share"),
    path("mijn/brieven/", mine.letters, name="letters"),
    path("mijn/brieven/<int:letter_id>.pdf", mine.letter, name="letter"),
    path("mijn/gegevens/", mine.data, name="data"),
    path("mijn/gegevens.json", mine.file, name="file"),
    path("mijn/interview/", mine.agree, name="agree"),
    path("mijn/interview/intrekken/", mine.withdraw, name="withdraw"),
]
