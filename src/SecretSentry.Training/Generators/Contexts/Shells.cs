using System.Collections.Immutable;

namespace SecretSentry.Training.Generators.Contexts;

/// <summary>Shell scripts, PowerShell, batch files, Dockerfiles, Makefiles.</summary>
internal static class Shells
{
    private static readonly Language Bash = new("shell")
    {
        Weight = 32,
        Comment = "#",
        Casings = "upper upper upper snake",
        Quotes = "$\" $\" $' bare bare",
        Expressions = false,
        Paths = Language.SplitLines("""
            source {{dir}}{{term:kebab}}.sh
            source {{dir}}{{terms:snake}}.{{sh|bash|zsh}}
            source bin/{{call:kebab}}
            settings {{dir}}deploy.sh
            settings {{dir}}entrypoint.sh
            settings .envrc
            settings {{dir}}vars.sh
            test {{dir}}{{term:kebab}}.bats
            test {{dir}}run-tests.sh
            sample {{dir}}{{term:kebab}}.sh
            docs {{dir}}{{term:kebab}}.sh
            """),
        Frames = Language.SplitLines("""
            #!/bin/bash↵↵…
            #!/usr/bin/env bash↵set -euo pipefail↵↵…
            …
            {{call:snake}}() {↵    …↵}
            """),
        Snippets = Language.SplitLines("""
            {{n:upper}}={{v}}
            {{n}}={{v}}
            export {{n:upper}}={{v}}
            export {{n:upper}}={{v}}
            local {{n:snake}}={{v}}
            readonly {{n:upper}}={{v}}
            declare -r {{n:upper}}={{v}}
            : "${{{n:upper}}:={{v:word}}}"
            {{n:upper}}=${{{n:upper}}:-{{v:word}}}
            {{n:upper}}="${{{n:upper}}:-{{v:word}}}"
            {{n:upper}}=${1:-{{v}}}
            {{n:upper}}={{v}} ./{{call:kebab}} --{{term}}
            [ "${{n:upper}}" = {{v}} ] && exit 1
            curl -u {{user}}:{{pw:word}} {{url}}
            curl --user "{{user}}:{{pw:word}}" https://{{host}}/api
            curl -H "Authorization: Bearer {{tok:word}}" {{url}}
            curl -H 'X-Api-Key: {{key:word}}' {{url}}
            curl -H "{{n:header}}: {{v:word}}" https://{{host}}/
            curl -X POST -d '{"username":"{{user}}","{{n:snake}}":"{{v:word}}"}' {{url}}
            curl -d "user={{user}}&{{n:snake}}={{v:url}}" {{url}}
            curl "https://{{host}}/api?{{n:snake}}={{v:url}}&page=1"
            wget --http-user={{user}} --http-password={{pw:word}} {{url}}
            mysql -u {{user}} -p{{pw:word}} {{db}} < dump.sql
            mysql -h {{host}} -u{{user}} --password={{pw:word}} -e "SELECT 1"
            mysqldump -u {{user}} -p'{{pw:word}}' {{db}} > dump.sql
            mysqladmin -u root password '{{pw:word}}'
            PGPASSWORD={{pw:word}} psql -h {{host}} -U {{user}} {{db}}
            psql "postgresql://{{user}}:{{pw:url}}@{{host}}/{{db}}"
            psql -c "ALTER USER {{user}} WITH PASSWORD '{{pw:word}}';"
            sshpass -p {{pw:word}} ssh {{user}}@{{host}}
            sshpass -p '{{pw:word}}' scp {{term}} {{user}}@{{host}}:/tmp
            redis-cli -h {{host}} -a {{pw:word}} ping
            mongo {{db}} -u {{user}} -p {{pw:word}}
            mongodump --uri="mongodb://{{user}}:{{pw:url}}@{{host}}/{{db}}"
            docker run -d -e {{n:upper}}={{v:word}} {{term}}:latest
            docker run --name {{term}} -p {{port}}:{{port}} -e POSTGRES_USER={{user}} -e POSTGRES_PASSWORD={{pw:word}} postgres
            docker login -u {{user}} -p {{pw:word}} {{host}}
            echo {{tok:word}} | docker login --username {{user}} --password-stdin
            echo "{{pw:word}}" | sudo -S {{call:kebab}}
            echo '{{user}}:{{pw:word}}' | chpasswd
            htpasswd -bc .htpasswd {{user}} {{pw:word}}
            htpasswd -b /etc/{{term}}/passwd {{user}} {{pw:word}}
            htpasswd -bB {{term}}.users {{user}} {{pw:word}}
            echo "{{pw:word}}" | docker login -u {{user}} --password-stdin {{host}}
            {{n:upper}}={{v:word}} {{call:kebab}} -h {{host}} {{term}}
            MYSQL_PWD={{pw:word}} mysqldump -u {{user}} {{db}}
            PGPASSWORD={{pw:word}} pg_restore -U {{user}} -d {{db}} {{term}}.dump
            curl -sS -u {{user}}:{{pw:word}} -o {{term}}.json {{url}}
            {{call:kebab}} --user {{user}} --{{n:kebab}} {{v:word}} --verbose
            {{call:kebab}} --{{n:kebab}} {{v:word}} {{term}}
            kubectl create secret generic {{term}} --from-literal={{n:kebab}}={{v:word}}
            kubectl create secret docker-registry {{term}} --docker-username={{user}} --docker-password={{pw:word}}
            helm install {{term}} ./chart --set {{term}}.{{n:camel}}={{v:word}}
            az login --service-principal -u {{uuid}} -p {{pw:word}} --tenant {{uuid}}
            aws configure set aws_secret_access_key {{key:word}}
            gh auth login --with-token <<< {{tok:word}}
            ldapsearch -x -D "cn=admin,dc={{brand}}" -w {{pw:word}} -b "dc={{brand}}"
            openssl enc -aes-256-cbc -k {{pw:word}} -in {{term}}
            openssl pkcs12 -export -passout pass:{{pw:word}} -out {{term}}.p12
            keytool -genkey -alias {{term}} -storepass {{pw:word}} -keypass {{pw:word}}
            java -D{{n:dot}}={{v:word}} -jar {{term}}.jar
            java -Djavax.net.ssl.keyStorePassword={{pw:word}} -jar {{term}}.jar
            ./{{call:kebab}} --{{n:kebab}}={{v:word}} --host {{host}}
            ./{{call:kebab}} --{{n:kebab}} {{v:word}}
            ./{{call:kebab}} -u {{user}} -p {{pw:word}}
            vault kv put secret/{{term}} {{n:snake}}={{v:word}}
            vault login {{tok:word}}
            git clone https://{{user}}:{{tok:url}}@{{host}}/{{term}}.git
            git remote add origin https://oauth2:{{tok:url}}@{{host}}/{{term}}.git
            npm config set //registry.{{brand}}.com/:_authToken {{tok:word}}
            rabbitmqctl add_user {{user}} {{pw:word}}
            useradd -m -p {{pw:word}} {{user}}
            smbclient //{{host}}/share -U {{user}}%{{pw:word}}
            zip -P {{pw:word}} {{term}}.zip *
            7z x {{term}}.7z -p{{pw:word}}
            expect "password:"; send "{{pw:word}}\r"
            sqlplus {{user}}/{{pw:word}}@{{host}}
            sqlcmd -S {{host}} -U sa -P {{pw:word}} -Q "SELECT 1"
            cat > .pgpass <<EOF↵{{host}}:5432:{{db}}:{{user}}:{{pw:word}}↵EOF
            nmcli dev wifi connect {{brand}} password {{pw:word}}
            SETTINGS="LICENSE=accept {{n:upper}}={{v:word}}"
            export DATABASE_URL={{postgres|mysql|mongodb}}://{{user}}:{{pw:url}}@{{host}}:{{port}}/{{db}}
            heroku config:set {{n:upper}}={{v:word}}
            fly secrets set {{n:upper}}={{v:word}}
            twine upload -u {{user}} -p {{pw:word}} dist/*
            sed -i "s/{{n:snake}}=.*/{{n:snake}}={{v:word}}/" {{term}}.conf
            """),
        Fillers = Language.SplitLines("""
            echo "{{say}}"
            cd "$(dirname "$0")"
            {{term:upper}}={{num}}
            read -s -p "Password: " {{secretname:upper}}
            if [ -z "${{secretname:upper}}" ]; then↵    echo "{{message}}"↵fi
            {{secretname:upper}}=$({{call:kebab}} {{term}})
            USER={{user}}
            HOST={{host}}
            export PATH=$PATH:/opt/{{term}}/bin
            curl -sSf {{url}}
            source .env
            """),
    };

    private static readonly Language PowerShell = new("powershell")
    {
        Weight = 7,
        Comment = "#",
        Casings = "pascal camel upper",
        Quotes = "\" $' $'",
        Expressions = false,
        Paths = Language.SplitLines("""
            source {{dir}}{{call:pascal}}.ps1
            settings {{dir}}Deploy-{{type}}.ps1
            test {{dir}}{{type}}.Tests.ps1
            sample {{dir}}{{call:pascal}}.ps1
            """),
        Snippets = Language.SplitLines("""
            ${{n}} = {{v}}
            ${{n:pascal}}={{v}}
            [string]${{n:pascal}} = {{v}}
            $env:{{n:upper}} = {{v}}
            ${{n:camel}} = ConvertTo-SecureString {{v}} -AsPlainText -Force
            $cred = New-Object PSCredential("{{user}}", (ConvertTo-SecureString '{{pw:raw}}' -AsPlainText -Force))
            {{n:pascal}} = {{v}}
            Invoke-RestMethod -Uri {{url}} -Headers @{ "{{n:header}}" = {{v}} }
            ./{{call:pascal}} -UserName {{user}} -Password {{pw:word}}
            Invoke-Sqlcmd -Username "{{user}}" -Password "{{pw:raw}}" -ServerInstance {{host}}
            net user {{user}} {{pw:word}} /add
            param([string]${{n:pascal}} = {{v}})
            -{{n:pascal}} {{v}}
            [Environment]::SetEnvironmentVariable("{{n:upper}}", {{v}})
            ${{term}}.{{n:pascal}} | Should -Be {{v}}
            """),
        Fillers = Language.SplitLines("""
            ${{term}} = Get-{{type}}
            Write-Host "{{say}}"
            $UserName = "{{user}}"
            """),
    };

    private static readonly Language Batch = new("batch")
    {
        Weight = 3,
        Comment = "REM",
        Casings = "upper",
        Quotes = "bare bare \"",
        Expressions = false,
        Paths = Language.SplitLines("""
            source {{dir}}{{call:snake}}.{{bat|cmd}}
            settings {{dir}}set{{term}}.bat
            """),
        Snippets = Language.SplitLines("""
            set {{n:upper}}={{v:word}}
            SET {{n:upper}}={{v:word}}
            setx {{n:upper}} {{v}}
            set "{{n:upper}}={{v:word}}"
            net use \\{{host}}\share /user:{{user}} {{pw:word}}
            sqlcmd -U {{user}} -P {{pw:word}}
            {{call:kebab}} /user:{{user}} /password:{{pw:word}}
            """),
        Fillers = Language.SplitLines("""
            @echo off
            set USER={{user}}
            call {{term}}.bat
            """),
    };

    private static readonly Language Docker = new("dockerfile")
    {
        Weight = 16,
        Comment = "#",
        Casings = "upper",
        Quotes = "bare bare $\" $'",
        Expressions = false,
        Paths = Language.SplitLines("""
            settings {{dir}}Dockerfile
            settings Dockerfile
            settings docker/{{term}}/Dockerfile{{|.dev|.prod}}
            test test/Dockerfile
            sample {{dir}}Dockerfile
            settings Containerfile
            """),
        Frames = Language.SplitLines("""
            FROM {{term}}:{{ver}}↵↵…
            FROM {{brand}}/{{term}}:latest AS build↵WORKDIR /app↵…↵CMD ["{{term}}"]
            """),
        Snippets = Language.SplitLines("""
            ENV {{n:upper}} {{v}}
            ENV {{n:upper}} {{v:word}}
            ENV {{n:upper}}    {{v:word}}
            ENV {{n:upper}}={{v}}
            ARG {{n:upper}}={{v}}
            ENV A=1 {{n:upper}}={{v}}
            ENV {{term:upper}}={{num}} \↵    {{n:upper}}={{v}} \↵    {{n2:upper}}={{v2}}
            LABEL {{n:dot}}={{v}}
            RUN echo "root:{{pw:word}}" | chpasswd
            RUN useradd -p {{pw:word}} {{user}}
            RUN curl -u {{user}}:{{pw:word}} -O {{url}}
            RUN export {{n:upper}}={{v:word}} && make {{term}}
            RUN mysqld --user=mysql & mysqladmin -u root password {{pw:word}}
            RUN echo "{{user}}:{{pw:word}}" > /etc/{{term}}/passwd
            RUN git config --global url."https://{{tok:word}}@{{host}}/".insteadOf "https://{{host}}/"
            RUN npm config set _authToken {{tok:word}}
            RUN pip install --extra-index-url https://{{user}}:{{pw:url}}@{{host}}/simple {{term}}
            """),
        Fillers = Language.SplitLines("""
            RUN apt-get install -y {{term}}
            COPY {{term}} /app/{{term}}
            ENV PORT {{port}}
            EXPOSE {{port}}
            RUN --mount=type=secret,id={{secretname:snake}} {{call:kebab}}
            """),
    };

    private static readonly Language Make = new("makefile")
    {
        Weight = 3,
        Comment = "#",
        Casings = "upper snake",
        Quotes = "bare",
        Indents = ["\t"],
        Paths = Language.SplitLines("""
            source Makefile
            settings {{dir}}Makefile
            source {{dir}}{{term}}.mk
            """),
        Snippets = Language.SplitLines("""
            {{n:upper}} := {{v:line}}
            {{n:upper}} ?= {{v:word}}
            {{n:upper}}={{v:word}}
            export {{n:upper}} = {{v:word}}
            {{term}}:↵    {{n:upper}}={{v:word}} go test ./...
            {{term}}:↵    docker run -e {{n:upper}}={{v:word}} {{term}}
            {{term}}:↵    @curl -u {{user}}:{{pw:word}} {{url}}
            """),
        Fillers = Language.SplitLines("""
            .PHONY: {{term}}
            {{term}}: {{term}}↵    ./{{call:kebab}}
            """),
    };

    public static readonly ImmutableArray<Language> All = [Bash, PowerShell, Batch, Docker, Make];
}
