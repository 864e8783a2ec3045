using System.Collections.Immutable;
using SecretSentry.Training.Generators.Text;

namespace SecretSentry.Training.Generators.Contexts;

/// <summary>SQL, seeds, CSV, lock files, lists of packages, notebooks, logs.</summary>
internal static class DataFormats
{
    private static readonly Language Sql = new("sql")
    {
        Weight = 12,
        Comment = "--",
        Casings = "snake snake upper camel",
        Quotes = "''",
        Paths = Language.SplitLines("""
            settings {{dir}}init.sql
            settings db/{{term}}.sql
            source db/migrations/{{num}}_{{call:snake}}.sql
            test {{dir}}{{term}}.sql
            data {{dir}}seed.sql
            data {{dir}}dump.sql
            sample {{dir}}{{term}}.sql
            docs {{dir}}setup.sql
            """),
        Snippets = Language.SplitLines("""
            CREATE USER '{{user}}'@'{{host}}' IDENTIFIED BY '{{pw:sql}}';
            CREATE USER {{user}} IDENTIFIED BY {{pw:word}};
            CREATE USER {{user}} WITH PASSWORD '{{pw:sql}}';
            create user {{user}} with encrypted password '{{pw:sql}}';
            ALTER USER {{user}} IDENTIFIED BY {{pw:word}};
            ALTER USER '{{user}}'@'localhost' IDENTIFIED BY '{{pw:sql}}';
            ALTER ROLE {{user}} PASSWORD '{{pw:sql}}';
            CREATE LOGIN {{user}} WITH PASSWORD = '{{pw:sql}}';
            CREATE LOGIN [{{user}}] WITH PASSWORD=N'{{pw:sql}}', DEFAULT_DATABASE=[{{db}}];
            GRANT ALL ON {{db}}.* TO '{{user}}'@'%' IDENTIFIED BY '{{pw:sql}}';
            GRANT ALL PRIVILEGES ON *.* TO {{user}}@localhost IDENTIFIED BY "{{pw:dq}}";
            SET PASSWORD FOR '{{user}}'@'localhost' = PASSWORD('{{pw:sql}}');
            UPDATE mysql.user SET authentication_string=PASSWORD('{{pw:sql}}') WHERE User='root';
            INSERT INTO users (name, {{n:snake}}) VALUES ('{{user}}', {{v}});
            INSERT INTO users (id, name, password) VALUES ({{num}}, '{{user}}', '{{pw:sql}}');
            INSERT INTO {{term}} (email, {{n:snake}}, {{term}}) VALUES ('{{mail}}', {{v}}, '{{words}}');
            INSERT INTO settings (name, value) VALUES ('{{n:snake}}', {{v}});
            INSERT INTO wp_options (option_name, option_value) VALUES ('{{n:snake}}', {{v}});
            UPDATE users SET {{n:snake}} = {{v}} WHERE name = '{{user}}';
            SELECT * FROM users WHERE name = '{{user}}' AND {{n:snake}} = {{v}};
            SET @{{n:snake}} = {{v}};
            DECLARE @{{n:pascal}} NVARCHAR(64) = N{{v}};
            {{n:snake}} VARCHAR(64) DEFAULT {{v}},
            CREATE SERVER {{term}} FOREIGN DATA WRAPPER mysql OPTIONS (USER '{{user}}', PASSWORD '{{pw:sql}}', HOST '{{host}}');
            CREATE USER MAPPING FOR {{user}} SERVER {{term}} OPTIONS (user '{{user}}', password '{{pw:sql}}');
            CHANGE MASTER TO MASTER_HOST='{{host}}', MASTER_USER='{{user}}', MASTER_PASSWORD='{{pw:sql}}';
            CREATE DATABASE LINK {{term}} CONNECT TO {{user}} IDENTIFIED BY "{{pw:dq}}" USING '{{host}}';
            SELECT dblink_connect('host={{host}} user={{user}} password={{pw:connection}} dbname={{db}}');
            SELECT crypt('{{pw:sql}}', gen_salt('bf'));
            COPY {{term}} FROM 's3://{{term}}' CREDENTIALS 'aws_access_key_id={{brand:upper}};aws_secret_access_key={{key:connection}}';
            OPEN MASTER KEY DECRYPTION BY PASSWORD = '{{pw:sql}}';
            CREATE MASTER KEY ENCRYPTION BY PASSWORD = '{{pw:sql}}';
            CONNECT {{user}}/{{pw:word}}@{{host}}
            EXEC sp_addlogin '{{user}}', '{{pw:sql}}';
            """),
        Fillers = Language.SplitLines("""
            CREATE TABLE {{term}} (id int primary key, {{secretname:snake}} varchar({{num}}));
            INSERT INTO {{term}} VALUES ({{num}}, '{{words}}');
            DROP TABLE IF EXISTS {{term}};
            ALTER TABLE {{term}} ADD COLUMN {{secretname:snake}} text;
            SELECT {{term}} FROM {{term}} WHERE id = {{num}};
            """),
    };

    private static readonly Language Csv = new("csv")
    {
        Weight = 3,
        Casings = "snake words title",
        Quotes = "bare",
        Paths = Language.SplitLines("""
            test {{dir}}{{term}}.csv
            data {{dir}}users.csv
            sample {{dir}}users.csv
            settings {{dir}}accounts.tsv
            """),
        Frames = Language.SplitLines("""
            username,email,password↵…
            …
            """),
        Snippets = Language.SplitLines("""
            {{user}},{{mail}},{{pw:word}}
            {{user}};{{pw:word}};{{name}}
            "{{user}}","{{pw:word}}","{{term}}"
            {{n}},{{v:word}}
            {{n}};"{{v:dq}}"
            {{name}},{{pw:word}},{{num}}
            """),
        Fillers = Language.SplitLines("""
            {{name}},{{mail}},
            {{num}},{{term}},{{term}}
            """),
    };

    private static readonly Language Packages = new("packages")
    {
        Weight = 7,
        Casings = "kebab",
        Quotes = "\"",
        Join = ",",
        Paths = Language.SplitLines("""
            data package.json
            data {{dir}}package.json
            data package-lock.json
            data composer.json
            data composer.lock
            data {{dir}}deno.lock
            """),
        Frames = Language.SplitLines("""
            {↵    "name": "{{term}}",↵    "version": "{{ver}}",↵    "dependencies": {↵        …↵    }↵}
            {↵    "packages": {↵        …↵    }↵}
            """),
        Snippets = Language.SplitLines("""
            "{{n:kebab}}": "{{v:package}}"
            "@{{brand}}/{{n:kebab}}": "{{v:package}}"
            "{{n:kebab}}": "{{v:package}}"
            "passport-{{term}}": "^{{ver}}"
            "node_modules/{{secretname:kebab}}": {↵    "version": "{{ver}}",↵    "integrity": "{{sha}}"↵}
            "{{n:kebab}}": { "version": "{{v:package}}", "integrity": "{{sha}}" }
            """),
        Fillers = Language.SplitLines("""
            "{{slug}}": "^{{ver}}"
            "{{term}}": "^{{ver}}"
            """),
    };

    private static readonly Language Locks = new("lock-files")
    {
        Weight = 4,
        Comment = "#",
        Casings = "kebab snake",
        Quotes = "\"",
        Paths = Language.SplitLines("""
            data yarn.lock
            data Cargo.lock
            data poetry.lock
            data go.sum
            data Gemfile.lock
            data requirements.txt
            data Podfile.lock
            data pubspec.lock
            data flake.lock
            data SHA256SUMS
            """),
        Snippets = Language.SplitLines("""
            {{n:kebab}}@{{v:package}}:
            {{n:kebab}}=={{v:package}}
            {{n:kebab}} ({{v:package}})
            name = "{{n:kebab}}"↵version = "{{v:package}}"↵checksum = "{{sha}}"
            "{{n:kebab}}": {{v:package}}
            """),
        Fillers = Language.SplitLines("""
            {{sha}}  {{term}}-{{ver}}.tar.gz
            checksum = "{{sha}}"
            github.com/{{brand}}/{{secretname:kebab}} v{{ver}} h1:{{sha}}
            integrity {{sha}}
            resolved "https://registry.yarnpkg.com/{{secretname:kebab}}/-/{{term}}-{{ver}}.tgz#{{hash}}"
            --hash=sha256:{{hash}}
            {{secretname:snake}}_sha256 = "{{hash}}"
            """),
    };

    private static readonly Language Notebook = new("notebook")
    {
        Weight = 7,
        Casings = "snake",
        Quotes = "\"",
        Join = ",",
        Paths = Language.SplitLines("""
            source {{dir}}{{term:snake}}.ipynb
            docs {{dir}}{{term:kebab}}.ipynb
            sample {{dir}}{{terms:pascal}}.ipynb
            """),
        Frames = Language.SplitLines("""
            {↵    "cells": [↵        …↵    ],↵    "nbformat": 4↵}
            """),
        Snippets = Language.SplitLines("""
            { "cell_type": "code", "source": ["{{n:snake}} = '{{v:sq}}'\n"] }
            { "cell_type": "code", "source": ["{{n:snake}} = \"{{v:dq2}}\"\n", "print({{term}})"] }
            { "cell_type": "markdown", "source": ["{{n:words}}: `{{v:dq}}`"] }
            { "outputs": [{ "text": ["{{n:snake}}: {{v:dq}}\n"] }] }
            """),
        Fillers = Language.SplitLines("""
            { "cell_type": "markdown", "source": ["{{say}}"] }
            { "execution_count": {{num}}, "id": "{{hash}}" }
            """),
        Embeddings =
        [
            new("{↵    \"cell_type\": \"code\",↵    \"source\": [↵        \"…\"↵    ]↵}", "python", EscapeNotebookLine),
            new("{ \"cell_type\": \"code\", \"source\": \"…\" }", "python", Escapes.EscapeJson),
            new("{↵    \"cell_type\": \"code\",↵    \"source\": [↵        \"…\"↵    ]↵}", "shell", EscapeNotebookLine),
        ],
    };

    private static readonly Language Log = new("log")
    {
        Weight = 5,
        Casings = "snake camel words kebab",
        Quotes = "plain",
        Paths = Language.SplitLines("""
            data logs/{{term}}.log
            test {{dir}}expected-output.txt
            docs {{dir}}{{term}}.log
            data {{dir}}output.txt
            test {{dir}}{{term}}.golden
            """),
        Snippets = Language.SplitLines("""
            {{date}} INFO  {{type}} - {{n}}={{v:line}}
            [{{date}}] DEBUG {{term}}: connecting to {{host}} as {{user}} with {{n:words}} {{v:word}}
            {{date}} {{term}}[{{num}}]: {{n:words}}: {{v:line}}
            level=info msg="{{words}}" {{n:snake}}="{{v:raw}}"
            > POST /login user={{user}}&{{n:snake}}={{v:url}}
            DEBUG: GET https://{{host}}/api?{{n:snake}}={{v:url}} 200
            Your new password is {{pw:word}}
            Generated root password: {{pw:word}}
            [Note] A temporary password is generated for root@localhost: {{pw:word}}
            + {{call:kebab}} --{{n:kebab}} {{v:word}}
            {"level":"debug","user":"{{user}}","{{n:camel}}":"{{v:dq}}"}
            {{user}} logged in with token {{tok:word}}
            > Authorization: Bearer {{tok:word}}
            Login: {{user}} Password: {{pw:word}}
            """),
        Fillers = Language.SplitLines("""
            {{date}} INFO  {{type}} - {{say}}
            {{date}} WARN  {{message}}
            commit {{hash}}
            {{date}} ERROR {{type}} request {{uuid}} failed
            """),
    };

    public static readonly ImmutableArray<Language> All = [Sql, Csv, Packages, Locks, Notebook, Log];

    /// <summary>A notebook contains each line as a separate string.</summary>
    private static string EscapeNotebookLine(char c) => c == '\n' ? "\\n\",\n\"" : Escapes.EscapeJson(c);
}
