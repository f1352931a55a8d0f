"""The tags of an ALTO document: what a block is, and which article it belongs to."""

from __future__ import annotations

from hwalja.export.xml import Tree
from hwalja.model import Article, ArticleDoubt, Role, UnreadReason


class Tags:
    """Writes a tag where it is first asked for, and gives its id from then on."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._element = tree.add(tree.root, "Tags")
        self._ids: dict[tuple[str, str], str] = {}

    def role(self, role: Role) -> str:
        return self._tag("LayoutTag", "role", role.value)

    def unread(self, reason: UnreadReason) -> str:
        return self._tag("LayoutTag", "unread", reason.value)

    def article(self, article: Article) -> str:
        return self._tag("StructureTag", "article", article.id, article.headline or None)

    def doubt(self, doubt: ArticleDoubt) -> str:
        return self._tag("OtherTag", "doubt", doubt.value)

    def _tag(self, name: str, kind: str, label: str, description: str | None = None) -> str:
        key = (kind, label)
        if key not in self._ids:
            self._ids[key] = self._tree.id(f"tag_{kind}_{'' if kind == 'article' else label}")
            attributes = {"ID": self._ids[key], "TYPE": kind, "LABEL": label, "DESCRIPTION": description}
            self._tree.add(self._element, name, attributes)
        return self._ids[key]
