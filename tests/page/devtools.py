"""A Chromium of one's own, spoken to through its DevTools pipe: file descriptors 3 and 4, and JSON
that ends with a zero byte. Nothing but the standard library.

    with devtools.Browser(FOLDER) as browser:
        page = browser.open(URL)
        page.value("document.title")
"""
import json
import os
import select
import subprocess
import time

WAIT = 30  # seconds for any one answer: the machine may be busy


class Browser:
    """Its profile and its words (chromium.log) lie in `folder`."""

    def __init__(self, folder):
        self.number = 0
        self.events = []
        self.rest = b""
        to_read, self.write_end = os.pipe()
        self.read_end, to_write = os.pipe()
        self.log = open(os.path.join(folder, "chromium.log"), "wb")
        self.process = subprocess.Popen(
            # The shell puts the two ends where the browser looks for them.
            ["sh", "-c", 'exec "$@" 3<&%d 4>&%d' % (to_read, to_write), "sh",
             "chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
             "--disable-background-networking", "--disable-component-update",
             "--disable-sync", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND",
             "--user-data-dir=" + os.path.join(folder, "profile"), "--remote-debugging-pipe"],
            pass_fds=(to_read, to_write), stdin=subprocess.DEVNULL, stdout=self.log,
            stderr=self.log)
        os.close(to_read)
        os.close(to_write)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.call("Browser.close")
        except (AssertionError, OSError):
            self.process.kill()
        self.process.wait()
        self.log.close()
        os.close(self.write_end)
        os.close(self.read_end)

    def send(self, method, session=None, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self.write_end, json.dumps(message).encode() + b"\0")
        return self.number

    def next_message(self, until):
        while b"\0" not in self.rest:
            left = until - time.monotonic()
            assert left > 0 and select.select([self.read_end], [], [], left)[0], \
                "the browser does not answer"
            some = os.read(self.read_end, 1 << 20)
            assert some, "the browser is gone; see chromium.log"
            self.rest += some
        message, self.rest = self.rest.split(b"\0", 1)
        return json.loads(message)

    def call(self, method, session=None, **parameters):
        """The answer of a command. Events that come meanwhile are kept."""
        number = self.send(method, session, **parameters)
        until = time.monotonic() + WAIT
        while True:
            message = self.next_message(until)
            if message.get("id") == number:
                assert "error" not in message, "%s: %s" % (method, message["error"])
                return message["result"]
            self.events.append(message)

    def wait(self, method, session):
        until = time.monotonic() + WAIT
        while not any(event.get("method") == method and event.get("sessionId") == session
                      for event in self.events):
            self.events.append(self.next_message(until))

    def open(self, url, scripts=True, dark=False):
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        page = Page(self, session)
        for domain in ("Page", "Runtime", "Log", "Network", "Accessibility", "Audits"):
            page.call(domain + ".enable")
        page.call("Emulation.setScriptExecutionDisabled", value=not scripts)
        page.emulate(dark=dark)
        page.call("Page.navigate", url=url)
        self.wait("Page.loadEventFired", session)
        return page


class Page:
    def __init__(self, browser, session):
        self.browser = browser
        self.session = session

    def call(self, method, **parameters):
        return self.browser.call(method, self.session, **parameters)

    def emulate(self, media="", dark=False, width=1300):
        self.call("Emulation.setEmulatedMedia", media=media, features=[
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=900,
                  deviceScaleFactor=1, mobile=False)

    def value(self, expression):
        """Of a JavaScript expression, as JSON."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def press(self, key, text=None):
        """A key of the keyboard, down and up."""
        codes = {"Enter": 13, "Tab": 9, " ": 32}
        down = {"type": "keyDown", "key": key, "windowsVirtualKeyCode": codes.get(key, 0)}
        if text or key == "Enter":
            down["text"] = text or "\r"
        self.call("Input.dispatchKeyEvent", **down)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key,
                  windowsVirtualKeyCode=codes.get(key, 0))

    def type(self, text):
        self.call("Input.insertText", text=text)

    def said(self):
        """What a page should not say: exceptions, violations, dialogs, requests."""
        wrong = ("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded",
                 "Page.javascriptDialogOpening", "Audits.issueAdded")
        self.value("1")  # what was under way has arrived
        said = []
        for event in self.browser.events:
            if event.get("sessionId") != self.session:
                continue
            request = event["params"].get("request", {}).get("url", "")
            foreign = event["method"] == "Network.requestWillBeSent" and \
                not request.startswith("file:")
            if event["method"] in wrong or foreign:
                said.append("%s: %s" % (event["method"], json.dumps(event["params"])[:400]))
        return said

    def picture(self, path=None, **clip):
        """The pixels of a part (x, y, width, height), as a PNG."""
        import base64
        clip.setdefault("scale", 1)
        data = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=True,
                         clip=clip)["data"]
        png = base64.b64decode(data)
        if path:
            with open(path, "wb") as file:
                file.write(png)
        return png

    def tree(self):
        """The accessibility tree: role, name and properties of all that is not ignored."""
        nodes = self.call("Accessibility.getFullAXTree")["nodes"]
        return [(node["role"]["value"], node.get("name", {}).get("value", ""),
                 {p["name"]: p["value"].get("value") for p in node.get("properties", [])})
                for node in nodes if not node["ignored"]]
