"""Everything a plugin's screens may import from the kiosk, beside ``api``."""

from venue_kiosk.domain.digit_text import is_number_sign
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.plugin.screens import ScreenList
from venue_kiosk.ui.app import KioskApp, sounds_of
from venue_kiosk.ui.asking_screen import AskingScreen
from venue_kiosk.ui.base_app import BaseDialog, BaseScreen
from venue_kiosk.ui.camera_worker import CameraLost, CameraWorker, CodeSeen, PreviewReady
from venue_kiosk.ui.choosing import ChooseScreen, CredentialScreen
from venue_kiosk.ui.language import LanguageChanged
from venue_kiosk.ui.long_work import Done, Failed, LongWork, Outcome, Stopped, Tell
from venue_kiosk.ui.pair_asking import PairAsking
from venue_kiosk.ui.place_screen import Place, PlaceScreen, is_folder, visible_in
from venue_kiosk.ui.questions import (
    AskScreen,
    ConfirmScreen,
    Words,
    after_problem,
    problem_words,
)
from venue_kiosk.ui.scan_capture import CodeScanned, ImeSuspected, ScannersMixed
from venue_kiosk.ui.sound import Sound, SoundBox
from venue_kiosk.ui.widgets.block_drawing import BlockDrawing, draw_number
from venue_kiosk.ui.widgets.camera_preview import CameraPreview
from venue_kiosk.ui.widgets.kana_pad import KanaEntered, KanaPad, KanaTyped
from venue_kiosk.ui.widgets.key_bar import KeyBar, KeyHint
from venue_kiosk.ui.widgets.sentence import Sentence, break_lines
from venue_kiosk.ui.widgets.still_picture import Picture, StillPicture
from venue_kiosk.ui.widgets.top_bar import TopBar
from venue_kiosk.ui.widgets.verdict_panel import Look, Sign, VerdictPanel, VerdictView

__all__ = [
    "AskScreen",
    "AskingScreen",
    "BaseDialog",
    "BaseScreen",
    "BlockDrawing",
    "CameraLost",
    "CameraPreview",
    "CameraWorker",
    "ChooseScreen",
    "CodeScanned",
    "CodeSeen",
    "ConfirmScreen",
    "CredentialScreen",
    "Done",
    "Failed",
    "ImeSuspected",
    "KanaEntered",
    "KanaPad",
    "KanaTyped",
    "KeyBar",
    "KeyHint",
    "KioskApp",
    "LanguageChanged",
    "LongWork",
    "Look",
    "OpenKiosk",
    "Outcome",
    "PairAsking",
    "Picture",
    "Place",
    "PlaceScreen",
    "PreviewReady",
    "ScannersMixed",
    "ScreenList",
    "Sentence",
    "Sign",
    "Sound",
    "SoundBox",
    "StillPicture",
    "Stopped",
    "Tell",
    "TopBar",
    "VerdictPanel",
    "VerdictView",
    "Words",
    "after_problem",
    "break_lines",
    "draw_number",
    "is_folder",
    "is_number_sign",
    "problem_words",
    "sounds_of",
    "visible_in",
]
