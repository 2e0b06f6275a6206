"""Everything a plugin's screens may import from the kiosk, beside ``api``."""

from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.plugin.screens import ScreenList
from venue_kiosk.ui.app import KioskApp
from venue_kiosk.ui.base_app import BaseScreen
from venue_kiosk.ui.camera_worker import CameraLost, CameraWorker, CodeSeen, PreviewReady
from venue_kiosk.ui.language import LanguageChanged
from venue_kiosk.ui.scan_capture import CodeScanned, ImeSuspected, ScannersMixed
from venue_kiosk.ui.sound import Sound, SoundBox
from venue_kiosk.ui.widgets.camera_preview import CameraPreview
from venue_kiosk.ui.widgets.kana_pad import KanaPad, KanaTyped
from venue_kiosk.ui.widgets.key_bar import KeyBar, KeyHint
from venue_kiosk.ui.widgets.top_bar import TopBar
from venue_kiosk.ui.widgets.verdict_panel import Look, Sign, VerdictPanel, VerdictView

__all__ = [
    "BaseScreen",
    "CameraLost",
    "CameraPreview",
    "CameraWorker",
    "CodeScanned",
    "CodeSeen",
    "ImeSuspected",
    "KanaPad",
    "KanaTyped",
    "KeyBar",
    "KeyHint",
    "KioskApp",
    "LanguageChanged",
    "Look",
    "OpenKiosk",
    "PreviewReady",
    "ScannersMixed",
    "ScreenList",
    "Sign",
    "Sound",
    "SoundBox",
    "TopBar",
    "VerdictPanel",
    "VerdictView",
]
