"""A random election with everything that an audit looks at: all methods, paper, statuses.

What `random_election.py` makes, and beside it contests that are ranked or of lists, options that were
taken out or disqualified, and tables of sheets and accounts as clerks key them.
"""

from random_election import RandomElection, name

RANKED = ("instant-runoff", "single-transferable")
STATUSES = ("died-before", "disqualified-before", "died-during", "disqualified-during")
CATEGORY = "unmarked"


class AuditedElection(RandomElection):
    def contest(self, number):
        method = self.random.choice(["", "", *RANKED, "largest-remainder"])
        contest = super().contest(number)
        if method:
            options = [f"o{n}" for n in range(self.random.randint(2, 6))]
            contest = {
                "id": contest["id"],
                "title": contest["title"],
                "area": contest["area"],
                "method": method,
                "options": [{"id": o, "name": name(f"Option {o}")} for o in options],
            }
            if method != "instant-runoff":
                contest["seats"] = self.random.randint(1, len(options) - 1)
            if method in RANKED and self.random.random() < 0.3:
                contest["minChoices"] = self.random.randint(1, 2)
                contest["maxChoices"] = self.random.randint(2, len(options))
        if contest["method"] != "question":
            for option in contest["options"]:
                if self.random.random() < 0.08:
                    option["status"] = self.random.choice(STATUSES)
        return contest

    def definition(self):
        definition = super().definition()
        if self.random.random() < 0.3:
            definition["papers"] = "each"
        definition["policy"]["smallCell"] = self.random.randint(1, 3)
        return definition

    def marks(self, style):
        marks = super().marks(style)
        for contest_id in marks:
            contest = self.layout.contests[contest_id]
            size = len(contest["options"])
            if contest["method"] in RANKED:
                ranks = self.random.sample(range(1, size + 1), size)
                kept = self.random.randint(0, size)
                run = [rank if rank <= kept else 0 for rank in ranks]
                if self.random.random() < 0.1:
                    run[0] = self.random.randint(0, size + 1)
                marks[contest_id] = run
        return marks

    def counted_on_sheets(self, contest):
        standing = [o for o in contest["options"] if "before" not in o.get("status", "")]
        fewest = {"largest-remainder": 1, "plurality": contest.get("seats", 0)}
        return contest["method"] not in RANKED and len(standing) > fewest.get(contest["method"], 0)

    def sheet(self, contest, papers):
        """Items and counts of a sheet that holds."""
        rejected = self.random.randint(0, min(2, papers))
        valid = papers - rejected
        standing = [o for o in contest["options"] if "before" not in o.get("status", "")]
        rows = [("papers", papers), (f"rejected:{CATEGORY}", rejected)]
        counts = {option["id"]: 0 for option in contest["options"]}
        if contest["method"] == "support-oppose":
            for option in counts:
                first = self.random.randint(0, valid)
                second = self.random.randint(0, valid - first)
                rows += [(f"{option}:support", first), (f"{option}:oppose", second)]
                rows.append((f"{option}:abstain", self.random.randint(0, valid - first - second)))
            return rows
        least = contest.get("minChoices", 1)
        for _ in range(valid):
            number = min(least, len(standing))
            for option in self.random.sample(standing, number):
                counts[option["id"]] += 1
        return rows + list(counts.items())

    def paper(self, definition):
        """The tables of sheets and of accounts; now and then something is missing or wrong."""
        contests = {contest["id"]: contest for contest in definition["contests"]}
        styles = {style["id"]: style["contests"] for style in definition["styles"]}
        each = definition.get("papers") == "each"
        sheets = ["station,batch,contest,item,count"]
        accounts = ["station,contest,issued,unused,spoilt,tendered,in-box,note"]
        if not each:
            accounts = ["station,issued,unused,spoilt,tendered,in-box,note"]
        for station in definition["stations"]:
            boxes = {}
            for number, style in enumerate(station["styles"]):
                papers = self.random.randint(40, 60)
                for contest_id in styles[style]:
                    contest = contests[contest_id]
                    if not self.counted_on_sheets(contest) or self.random.random() < 0.03:
                        continue
                    batch = f"b{number}-{contest_id}" if each else f"b{number}"
                    key = contest_id if each else ""
                    boxes.setdefault(key, {})[batch] = papers
                    for item, count in self.sheet(contest, papers):
                        sheets.append(f"{station['id']},{batch},{contest_id},{item},{count}")
            for key, batches in boxes.items():
                box = sum(batches.values()) + (self.random.random() < 0.1)
                issued = box + 7 + (self.random.random() < 0.1)
                place = f"{station['id']},{key}" if each else station["id"]
                accounts.append(f"{place},{issued},4,2,1,{box},")
        return sheets, accounts
