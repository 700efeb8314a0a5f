# A page that is weak on purpose: it puts what it is asked for into its query and into its
# answer as it stands. Scanners that find nothing here would find nothing anywhere.
import http.server, socket, sqlite3, sys, urllib.parse

rows = sqlite3.connect(":memory:")
rows.executescript("CREATE TABLE r (id INTEGER, name TEXT); INSERT INTO r VALUES (1, 'one'), (2, 'two');")


class Weak(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
        asked = query.get("id", [""])[0]
        try:
            said = str(rows.execute("SELECT name FROM r WHERE id = " + asked).fetchall())
        except sqlite3.Error as e:
            said = "sqlite3.OperationalError: " + str(e)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(f'<!doctype html><title>weak</title><a href="/weak?id=1">one</a><p>{asked}</p><p>{said}</p>'.encode())

    def log_message(self, *_):
        pass


host = sys.argv[1]
http.server.HTTPServer.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
http.server.HTTPServer((host, int(sys.argv[2])), Weak).serve_forever()
