using System.Collections.Immutable;
using SecretSentry.Training.Generators.Text;

namespace SecretSentry.Training.Generators.Contexts;

/// <summary>Markdown, reStructuredText, AsciiDoc, plain text: prose, tables, blocks of other languages.</summary>
internal static class DocumentFormats
{
    private static readonly Language Markdown = new("markdown")
    {
        Weight = 24,
        Casings = "snake words title upper kebab camel",
        Quotes = "raw",
        Paths = Language.SplitLines("""
            docs README.md
            docs {{dir}}README.md
            docs {{dir}}{{term:kebab}}.md
            docs {{dir}}{{terms:kebab}}.{{md|mdx|markdown}}
            docs CHANGELOG.md
            docs INSTALL.md
            docs {{dir}}setup.md
            docs .github/{{term}}.md
            sample {{dir}}README.md
            test test/README.md
            settings {{dir}}NOTES.md
            """),
        Frames = Language.SplitLines("""
            # {{type}}↵↵…
            ---↵title: {{words}}↵---↵↵…
            …
            """),
        Snippets = Language.SplitLines("""
            Log in as `{{user}}` with the password `{{pw:raw}}`.
            The default password is `{{pw:raw}}`.
            The password for {{user}} is {{pw:word}}
            Login with {{user}} / {{pw:word}}.
            Username: {{user}}↵Password: {{pw:word}}
            - user: `{{user}}`↵- password: `{{pw:raw}}`
            * **Username:** {{user}}↵* **Password:** {{pw:word}}
            **Password**: {{pw:word}}
            Credentials: {{user}}/{{pw:word}}
            Admin: {{user}} : {{pw:word}}
            | {{n:words}} | `{{v:raw}}` |
            | `{{n:upper}}` | {{v:raw}} | {{say}} |
            | {{user}} | {{pw:word}} | {{term}} |
            | `{{n}}` | string | `{{v:raw}}` | {{message}} |
            {{n:title}}: `{{v:raw}}`
            {{n:upper}}={{v:word}}
            - `{{n:upper}}`: {{v:raw}}
            - `{{n}}` (default `{{v:raw}}`): {{say}}
            Set `{{n:upper}}` to `{{v:raw}}`.
            Use the {{n:words}} `{{v:raw}}` to {{term}}.
            my {{n:words}} is {{v:word}}
                {{n:upper}}={{v:word}}
                $ export {{n:upper}}={{v:word}}
                docker run -e {{n:upper}}={{v:word}} {{term}}
                curl -u {{user}}:{{pw:word}} {{url}}
                mysql -u {{user}} -p{{pw:word}}
            Open http://{{user}}:{{pw:url}}@{{host}}:{{port}}/ in a browser.
            `postgres://{{user}}:{{pw:url}}@{{host}}/{{db}}`
            `Authorization: Bearer {{tok:word}}`
            Send the header `{{n:header}}: {{v:raw}}`.
            [link](https://{{host}}/?{{n:snake}}={{v:url}})
            Run `{{call:kebab}} --{{n:kebab}} {{v:raw}}`.
            > {{n:words}}: {{v:raw}}
            The wifi password is {{pw:word}}.
            Password is: {{pw:word}}
            - {{n:title}} - {{v:raw}}
            1. Enter user {{user}} and password {{pw:word}}.
            """),
        Fillers = Language.SplitLines("""
            ## {{words}}
            {{say}}
            {{message}}
            The `{{secretname:snake}}` option {{say}}.
            - {{say}}
            - [{{words}}]({{url}})
            ![{{term}}](https://{{host}}/badge.svg?token=)
            Set your password in the `{{term}}` page, then restart.
            | Name | Value |↵|---|---|
            Fixed in {{hash}} ({{date}})
            """),
        Embeddings =
        [
            new("```↵…↵```", "shell", Escapes.Keep),
            new("```bash↵…↵```", "shell", Escapes.Keep),
            new("```yaml↵…↵```", "yaml", Escapes.Keep),
            new("```yml↵…↵```", "compose", Escapes.Keep),
            new("```json↵…↵```", "json", Escapes.Keep),
            new("```python↵…↵```", "python", Escapes.Keep),
            new("```js↵…↵```", "javascript", Escapes.Keep),
            new("```java↵…↵```", "java", Escapes.Keep),
            new("```csharp↵…↵```", "csharp", Escapes.Keep),
            new("```go↵…↵```", "go", Escapes.Keep),
            new("```php↵…↵```", "php", Escapes.Keep),
            new("```ruby↵…↵```", "ruby", Escapes.Keep),
            new("```hcl↵…↵```", "terraform", Escapes.Keep),
            new("```ini↵…↵```", "ini", Escapes.Keep),
            new("```properties↵…↵```", "properties", Escapes.Keep),
            new("```xml↵…↵```", "xml", Escapes.Keep),
            new("```sql↵…↵```", "sql", Escapes.Keep),
            new("```http↵…↵```", "http", Escapes.Keep),
            new("```env↵…↵```", "env", Escapes.Keep),
            new("<pre>↵…↵</pre>", "yaml", Escapes.EscapeXml),
            new("    …", "yaml", Escapes.Keep),
            new("    …", "shell", Escapes.Keep),
        ],
    };

    private static readonly Language Restructured = Markdown with
    {
        Name = "rst",
        Weight = 6,
        Paths = Language.SplitLines("""
            docs {{dir}}{{term:kebab}}.rst
            docs README.rst
            docs {{dir}}{{terms:snake}}.rst
            """),
        Frames = Language.SplitLines("""
            {{type}}↵==========↵↵…
            …
            """),
        Snippets = Language.SplitLines("""
            Log in as ``{{user}}`` with the password ``{{pw:raw}}``.
            The password is ``{{pw:raw}}``.
            ``{{n:snake}}`` (``{{v:raw}}``)
            :{{n:snake}}: {{v:raw}}
            ``{{n:upper}}={{v:word}}``
            .. option:: --{{n:kebab}} {{v:word}}
            * ``{{n:snake}}`` = ``{{v:raw}}``
            .. envvar:: {{n:upper}}↵↵    Default: ``{{v:raw}}``
            User {{user}}, password {{pw:word}}.
            >>> client.login('{{user}}', '{{pw:sq}}')
            >>> {{n:snake}} = '{{v:sq}}'
            ``http://{{user}}:{{pw:url}}@{{host}}/``
                $ {{call:kebab}} --{{n:kebab}}={{v:word}}
                password: {{pw:word}}
            """),
        Embeddings =
        [
            new("::↵↵    …", "shell", Escapes.Keep),
            new(".. code-block:: python↵↵    …", "python", Escapes.Keep),
            new(".. code-block:: yaml↵↵    …", "yaml", Escapes.Keep),
            new(".. code-block:: ini↵↵    …", "ini", Escapes.Keep),
            new(".. code:: json↵↵    …", "json", Escapes.Keep),
        ],
    };

    private static readonly Language AsciiDoc = Markdown with
    {
        Name = "asciidoc",
        Weight = 5,
        Paths = Language.SplitLines("""
            docs {{dir}}{{term:kebab}}.adoc
            docs README.adoc
            docs {{dir}}{{term:kebab}}.asciidoc
            """),
        Frames = Language.SplitLines("""
            = {{type}}↵↵…
            …
            """),
        Embeddings =
        [
            new("[source,yaml]↵----↵…↵----", "yaml", Escapes.Keep),
            new("[source,java]↵----↵…↵----", "java", Escapes.Keep),
            new("[source,properties]↵----↵…↵----", "properties", Escapes.Keep),
            new("[source,shell]↵----↵…↵----", "shell", Escapes.Keep),
            new("....↵…↵....", "http", Escapes.Keep),
        ],
    };

    private static readonly Language PlainText = new("text")
    {
        Weight = 8,
        Casings = "words title snake",
        Quotes = "plain",
        Paths = Language.SplitLines("""
            docs {{dir}}{{term}}.txt
            docs NOTES.txt
            settings {{dir}}passwords.txt
            settings {{dir}}access.txt
            docs TODO
            docs INSTALL
            test {{dir}}input.txt
            docs man/{{term}}.1
            """),
        Snippets = Language.SplitLines("""
            {{n:words}}: {{v:line}}
            {{n:title}}: {{v:line}}
            {{n:title}} = {{v:line}}
            {{n:title}} - {{v:line}}
            {{n:words}}    {{v:line}}
            login: {{user}}↵password: {{pw:line}}
            user {{user}} pass {{pw:word}}
            {{host}}  {{user}}  {{pw:word}}
            {{user}} / {{pw:word}}
            {{user}}:{{pw:word}}
            The password of {{host}} is now {{pw:word}}.
            I changed the password to {{pw:word}}, please use it from now on.
            ssh {{user}}@{{host}}, password {{pw:word}}
            wifi: {{brand}} / {{pw:word}}
            pw: {{pw:line}}
            Passwort: {{pw:line}}
            mot de passe : {{pw:line}}
            contraseña: {{pw:line}}
            пароль: {{pw:line}}
            密码:{{pw:line}}
            パスワード: {{pw:line}}
            hasło: {{pw:line}}
            token for {{term}}: {{tok:word}}
            API key: {{key:word}}
            --{{n:kebab}}={{v:word}}
            \fB\-\-{{n:kebab}}\fR={{v:word}}
            """),
        Fillers = Language.SplitLines("""
            {{say}}
            {{message}}
            {{host}}
            * {{words}}
            user: {{user}}
            """),
    };

    public static readonly ImmutableArray<Language> All = [Markdown, Restructured, AsciiDoc, PlainText];
}
