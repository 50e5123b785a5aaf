"""Requests for whatever needs a visitor's leave, over and over: nobody gives it, nothing waits."""

from tests.hostile.planted import EITHER, EVENTS, SEEN, faulty, script

ASK = """
const safely = (ask) => { try { Promise.resolve(ask()).catch(() => 0); } catch { /* refused */ } };
const each = [
  () => Notification.requestPermission(), () => navigator.geolocation.getCurrentPosition(() => 0),
  () => navigator.mediaDevices.getUserMedia({video: true, audio: true}),
  () => navigator.mediaDevices.getDisplayMedia(), () => navigator.clipboard.readText(),
  () => navigator.registerProtocolHandler('web+town', location.origin + '/?%s'),
  () => document.documentElement.requestFullscreen(), () => document.body.requestPointerLock(),
  () => document.requestStorageAccess(), () => navigator.keyboard.lock(),
  () => navigator.credentials.get({publicKey: {challenge: new Uint8Array(16)}}),
  () => navigator.credentials.get({password: true}), () => navigator.storage.persist(),
  () => navigator.requestMIDIAccess({sysex: true}), () => navigator.usb.requestDevice({filters: []}),
  () => navigator.bluetooth.requestDevice({acceptAllDevices: true}), () => showOpenFilePicker(),
  () => navigator.share({url: '/'}), () => navigator.wakeLock.request(),
  () => new PaymentRequest([{supportedMethods: 'https://x.example/'}], {total: {label: 'x',
    amount: {currency: 'JPY', value: '1'}}}).show(),
];
const all = () => each.forEach(safely);
all(); setInterval(all, 100);
"""
WAITS = """
(async () => {
  await Notification.requestPermission();
  await new Promise((done) => navigator.geolocation.getCurrentPosition(done, done));
  document.querySelector('h1').textContent += '。';
})();
"""
LEAD = script(
    "for (const to of ['mailto:a@b.example', 'tel:1', 'town://x', 'intent://x#Intent;end'])"
    "setInterval(() => { location = to; }, 50);"
)

KINDS = {
    "asked": faulty(
        {
            "all": (script(ASK + EVENTS % "all"), SEEN),
            "waits": (script(WAITS), SEEN),
            "protocols": (LEAD, EITHER),
            "file": (
                "<input type='file' id='f' aria-label='x'>" + script(EVENTS % "() => f.click()"),
                SEEN,
            ),
        }
    ),
}
