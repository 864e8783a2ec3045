using System.Collections.Immutable;

namespace SecretSentry.Training.Generators.Contexts;

/// <summary>What services read: .env, properties, INI, TOML, YAML and its users, HCL, JSON settings, files of single tools.</summary>
internal static class SettingsFormats
{
    private static readonly Language Env = new("env")
    {
        Weight = 22,
        Comment = "#",
        Casings = "upper upper upper upper snake",
        Quotes = "bare bare bare bare $\" $'",
        Paths = Language.SplitLines("""
            settings .env
            settings {{dir}}.env
            settings .env.{{stage}}
            settings {{dir}}{{term}}.env
            settings docker/.env
            sample .env.{{example|sample|template|dist}}
            sample {{dir}}.env.example
            test .env.test
            """),
        Snippets = Language.SplitLines("""
            {{n:upper}}={{v}}
            {{n:upper}}={{v}}
            {{n:upper}}={{v}}
            {{n}}={{v}}
            {{n:upper}}={{v}} # {{say}}
            export {{n:upper}}={{v}}
            {{n:upper}} = {{v}}
            REACT_APP_{{n:upper}}={{v}}
            DB_USERNAME={{user}}↵DB_PASSWORD={{pw:word}}
            MAIL_HOST={{host}}↵MAIL_USERNAME={{mail}}↵MAIL_PASSWORD={{pw:word}}
            DATABASE_URL={{postgres|mysql|mysql2|postgresql}}://{{user}}:{{pw:url}}@{{host}}:{{port}}/{{db}}
            DATABASE_URL="postgresql://{{user}}:{{pw:url}}@{{host}}/{{db}}?sslmode=require"
            REDIS_URL=redis://:{{pw:url}}@{{host}}:6379/0
            MONGO_URI=mongodb+srv://{{user}}:{{pw:url}}@{{host}}/{{db}}
            AMQP_URL=amqp://{{user}}:{{pw:url}}@{{host}}
            MAILER_DSN=smtp://{{user}}:{{pw:url}}@{{host}}:587
            ELASTIC_URL=https://elastic:{{pw:url}}@{{host}}:9200
            SENTRY_DSN=https://{{tok:url}}@{{host}}/{{num}}
            AWS_ACCESS_KEY_ID={{brand:upper}}↵AWS_SECRET_ACCESS_KEY={{key:word}}
            APP_KEY=base64:{{key:word}}
            SECRET_KEY_BASE={{key:word}}
            JWT_SECRET={{tok:word}}
            """),
        Fillers = Language.SplitLines("""
            {{term:upper}}={{num}}
            DB_HOST={{host}}
            DB_USER={{user}}
            APP_ENV={{stage}}
            APP_URL={{url}}
            DEBUG={{true|false}}
            {{term:upper}}_PORT={{port}}
            LOG_LEVEL={{info|debug|warn}}
            """),
    };

    private static readonly Language Properties = new("properties")
    {
        Weight = 16,
        Comment = "#",
        Casings = "dot dot dot camel kebab",
        Quotes = "plain",
        Paths = Language.SplitLines("""
            settings src/main/resources/application.properties
            settings src/main/resources/application-{{stage}}.properties
            settings {{dir}}{{term}}.properties
            settings {{dir}}gradle.properties
            settings conf/{{term}}.conf
            test src/test/resources/application.properties
            test {{dir}}{{term}}.properties
            sample {{dir}}{{term}}.properties.{{example|sample|template}}
            sample examples/{{term}}/application.properties
            """),
        Snippets = Language.SplitLines("""
            {{n}}={{v:line}}
            {{n}} = {{v:line}}
            {{n:dot}}={{v:line}}
            {{n:dot}}{{sp}}= {{v:line}}
            {{n:dot}}: {{v:line}}
            spring.datasource.username={{user}}↵spring.datasource.password={{pw:line}}
            spring.datasource.url=jdbc:mysql://{{host}}:3306/{{db}}?user={{user}}&password={{pw:url}}
            spring.mail.password={{pw:line}}
            server.ssl.key-store-password={{pw:line}}
            spring.security.user.name={{user}}↵spring.security.user.password={{pw:line}}
            quarkus.datasource.password={{pw:line}}
            hibernate.connection.password={{pw:line}}
            {{n:dot}}=${{{n:upper}}:{{v:word}}}
            {{term}}.jaas.config=org.{{brand}}.PlainLoginModule required username="{{user}}" password="{{pw:word}}";
            signing.password={{pw:line}}
            %{{stage}}.{{n:dot}}={{v:line}}
            jwt.secret={{tok:line}}
            {{n:dot}}=\↵    {{v:line}}
            """),
        Fillers = Language.SplitLines("""
            server.port={{port}}
            {{term}}.{{term}}.{{term}}={{num}}
            {{term}}.enabled={{true|false}}
            {{term}}.username={{user}}
            {{term}}.host={{host}}
            {{term}}.message={{message}}
            """),
    };

    private static readonly Language Ini = new("ini")
    {
        Weight = 14,
        Comment = "#",
        Casings = "snake snake kebab flat upper",
        Quotes = "plain plain \"",
        Paths = Language.SplitLines("""
            settings {{dir}}{{term}}.ini
            settings {{dir}}{{term}}.cfg
            settings etc/{{term}}/{{term}}.conf
            settings {{dir}}my.cnf
            settings .aws/credentials
            settings inventory/hosts
            settings {{dir}}setup.cfg
            settings {{dir}}odoo.conf
            settings {{dir}}{{term}}.service
            test {{dir}}{{term}}.ini
            sample {{dir}}{{term}}.{{ini|cfg|conf}}.{{sample|example|dist|default}}
            docs {{dir}}{{term}}.conf
            """),
        Frames = Language.SplitLines("""
            [{{term}}]↵…
            [{{term}}]↵{{term}} = {{num}}↵↵[{{term}}]↵…
            …
            """),
        Snippets = Language.SplitLines("""
            {{n}} = {{v:line}}
            {{n}}={{v:line}}
            {{n}}  =  {{v:line}}
            {{n}}: {{v:line}}
            {{n}} = "{{v:dq}}"
            {{n}} {{v:word}}
            {{n:snake}} = {{v:line}} ; {{say}}
            user = {{user}}↵password = {{pw:line}}
            [client]↵user={{user}}↵password={{pw:line}}
            [{{stage}}]↵aws_access_key_id = {{brand:upper}}↵aws_secret_access_key = {{key:line}}
            sqlalchemy.url = postgresql://{{user}}:{{pw:url}}@{{host}}/{{db}}
            connection = mysql+pymysql://{{user}}:{{pw:url}}@{{host}}/{{db}}?charset=utf8
            transport_url = rabbit://{{user}}:{{pw:url}}@{{host}}:5672/
            Environment="{{n:upper}}={{v:word}}"
            Environment={{n:upper}}={{v:word}}
            requirepass {{pw:word}}
            masterauth {{pw:word}}
            rootpw {{pw:word}}
            user {{user}} password {{pw:word}}
            snmp-server community {{pw:word}} RO
            enable secret {{pw:word}}
            username {{user}} privilege 15 password 0 {{pw:word}}
            wpa_passphrase={{pw:line}}
            psk="{{pw:dq}}"
            admin_passwd = {{pw:line}}
            auth-user-pass {{user}} {{pw:word}}
            login {{user}} password {{pw:word}}
            bindpw {{pw:line}}
            proxy = http://{{user}}:{{pw:url}}@{{host}}:3128
            ignore-this {{n:kebab}} = {{v:word}}
            db.default.{{n:camel}}="{{v:dq}}"
            {{host}} ansible_user={{user}} ansible_ssh_pass={{pw:word}}
            """),
        Fillers = Language.SplitLines("""
            [{{term}}]
            {{term}} = {{num}}
            host = {{host}}
            username = {{user}}
            {{term}}_{{term}} = {{true|false|yes|no}}
            port = {{port}}
            log_file = /var/log/{{term}}.log
            """),
    };

    private static readonly Language Toml = new("toml")
    {
        Weight = 9,
        Comment = "#",
        Casings = "snake kebab camel",
        Quotes = "\" \" ' \"\"\"",
        Paths = Language.SplitLines("""
            settings {{dir}}config.toml
            settings {{dir}}{{term}}.toml
            settings wrangler.toml
            settings .streamlit/secrets.toml
            settings pyproject.toml
            test {{dir}}{{term}}.toml
            sample {{dir}}config.{{example|sample}}.toml
            data Cargo.toml
            """),
        Frames = Language.SplitLines("""
            [{{term}}]↵…
            [[{{term}}]]↵name = "{{term}}"↵…
            …
            """),
        Snippets = Language.SplitLines("""
            {{n}} = {{v}}
            {{n}}={{v}}
            "{{n}}" = {{v}}
            {{term}} = { user = "{{user}}", {{n}} = {{v}} }
            [{{term}}.auth]↵username = "{{user}}"↵password = "{{pw:dq}}"
            url = "postgres://{{user}}:{{pw:url}}@{{host}}/{{db}}"
            {{n}} = [{{v}}]
            {{n:kebab}} = { version = "{{v:package}}", features = ["{{term}}"] }
            {{n:kebab}} = "{{v:package}}"
            """),
        Fillers = Language.SplitLines("""
            host = "{{host}}"
            user = "{{user}}"
            {{term}} = {{num}}
            {{term}} = "{{ver}}"
            """),
    };

    private static readonly Language Yaml = new("yaml")
    {
        ItemsApart = true,
        Weight = 28,
        Comment = "#",
        Casings = "snake snake camel kebab upper",
        Quotes = "plain plain plain \" \" ''",
        Indents = ["  ", "  ", "    "],
        Paths = Language.SplitLines("""
            settings {{dir}}{{term}}.{{yml|yaml}}
            settings config/{{term}}.yml
            settings src/main/resources/application{{|-prod|-dev}}.yml
            settings {{dir}}config.yaml
            settings {{dir}}secrets.yml
            settings config/database.yml
            settings mkdocs.yml
            test {{dir}}{{term}}.yml
            test test/fixtures/{{term}}s.yml
            sample {{dir}}config.{{example|sample}}.yml
            sample {{dir}}{{term}}.yaml.{{example|sample|dist}}
            docs {{dir}}openapi.yaml
            """),
        Frames = Language.SplitLines("""
            …
            {{term}}:↵    …
            {{term}}:↵    {{term}}:↵        …
            default: &default↵    adapter: mysql2↵    …↵↵{{stage}}:↵    <<: *default
            ---↵{{term}}:↵  - name: {{term}}↵    …
            """),
        Snippets = Language.SplitLines("""
            {{n}}: {{v}}
            {{n}}: {{v}}
            {{n}}:{{sp}}{{v}}
            "{{n}}": {{v}}
            {{n}}: {{v}} # {{say}}
            - {{n}}: {{v}}
            username: {{user}}↵{{n}}: {{v}}
            user: {{user}}↵password: {{pw:line}}
            {{term}}:↵    {{n}}: {{v}}
            {{n}}: >-↵    {{v:word}}
            {{n}}: |↵    {{v:line}}
            {{n}}: |↵    {{v:block}}
            {{n}}: !!str {{v}}
            {{term}}: {user: {{user}}, {{n}}: {{v:word}}}
            users: [{user: {{user}}, {{n}}: {{v:word}}}, {user: {{name}}, {{n2}}: "{{v2:dq}}"}]
            {{n}}: ["{{v:dq}}"]
            {{n}}:↵    - {{v}}
            - name: {{n}}↵  value: {{v}}
            - key: {{n}}↵  value: {{v}}
            - { name: "{{n}}", value: "{{v:dq}}" }
            {{n}}: ${{{n:upper}}:{{v:word}}}
            {{n}}: ${{{n:upper}}:-{{v:word}}}
            url: {{postgres|mysql|jdbc:mysql}}://{{user}}:{{pw:url}}@{{host}}:{{port}}/{{db}}
            uri: mongodb://{{user}}:{{pw:url}}@{{host}}/{{db}}
            spring:↵    datasource:↵        username: {{user}}↵        password: {{pw:line}}
            {{n}}:↵    type: string↵    example: {{v}}
            Authorization: Bearer {{tok:word}}
            - Bearer {{tok:word}}
            - Basic {{pw:basic}}
            {{n:kebab}}:↵    type: string↵    default: {{v}}
            connectionString: "Server={{host}};Database={{db}};User Id={{user}};Password={{pw:connection}}"
            login: {{user}}/{{pw:word}}
            command: {{call:kebab}} --{{n:kebab}}={{v:word}} --host {{host}}
            basic_auth:↵    username: {{user}}↵    password: {{pw:line}}
            secretKey: {{key:line}}
            """),
        Fillers = Language.SplitLines("""
            host: {{host}}
            port: {{port}}
            username: {{user}}
            {{term}}: {{num}}
            {{term}}:↵    - {{term}}↵    - {{term}}
            name: {{slug}}
            description: {{say}}
            enabled: {{true|false}}
            image: {{brand}}/{{term}}:{{ver}}
            """),
    };

    private static readonly Language Compose = Yaml with
    {
        Name = "compose",
        Weight = 10,
        Paths = Language.SplitLines("""
            settings docker-compose{{|.prod|.dev|.override}}.yml
            settings {{dir}}docker-compose.yml
            settings compose.yaml
            test test/docker-compose.yml
            sample {{dir}}docker-compose.yml
            docs {{dir}}docker-compose.yml
            """),
        Frames = Language.SplitLines("""
            version: '3'↵services:↵    {{term}}:↵        image: {{term}}:{{ver}}↵        environment:↵            …
            services:↵    db:↵        image: postgres↵        environment:↵            …↵        ports:↵            - {{port}}:{{port}}
            """),
        Snippets = Language.SplitLines("""
            {{n:upper}}: {{v}}
            {{n:upper}}: {{v}}
            - {{n:upper}}={{v:word}}
            - "{{n:upper}}={{v:word}}"
            - {{n:upper}}={{v:word}}
            {{n:upper}}: ${{{n:upper}}:-{{v:word}}}
            MYSQL_ROOT_PASSWORD: {{pw:line}}
            - POSTGRES_USER={{user}}↵- POSTGRES_PASSWORD={{pw:word}}
            - DATABASE_URL=postgres://{{user}}:{{pw:url}}@db:5432/{{db}}
            command: redis-server --requirepass {{pw:word}}
            command: ["--{{n:kebab}}", "{{v:dq}}"]
            test: ["CMD", "mysqladmin", "ping", "-u{{user}}", "-p{{pw:word}}"]
            """),
    };

    private static readonly Language Kubernetes = Yaml with
    {
        Name = "kubernetes",
        Weight = 13,
        Paths = Language.SplitLines("""
            settings k8s/{{term}}.yaml
            settings {{dir}}secret.yaml
            settings {{dir}}deployment.yaml
            settings charts/{{term}}/values{{|-prod|.dev}}.yaml
            settings charts/{{term}}/templates/{{secret|deployment|configmap}}.yaml
            settings manifests/{{term}}-{{secret|config}}.yml
            test {{dir}}testdata/{{term}}.yaml
            sample {{dir}}{{term}}.yaml
            docs {{dir}}{{term}}.yaml
            """),
        Frames = Language.SplitLines("""
            apiVersion: v1↵kind: Secret↵metadata:↵    name: {{slug}}↵type: Opaque↵stringData:↵    …
            apiVersion: v1↵kind: ConfigMap↵metadata:↵    name: {{slug}}↵data:↵    …
            …
            spec:↵    containers:↵        - name: {{term}}↵          env:↵            …
            """),
        Snippets = Language.SplitLines("""
            {{n:kebab}}: {{v}}
            {{n}}: {{v}}
            {{n:upper}}: {{v}}
            - name: {{n:upper}}↵  value: {{v}}
            - name: {{n:upper}}↵  value: "{{v:dq}}"
            - name: {{n:upper}}↵  valueFrom:↵      secretKeyRef:↵          name: {{v:word}}
            data:↵    {{n:kebab}}: {{v:b64}}
            data:↵    username: YWRtaW4=↵    password: {{pw:b64}}
            data:↵    {{n}}: {{v:b64line}}↵    {{n2}}: {{v2:b64}}
            kind: Secret↵data:↵    {{n:dot}}: {{v:b64}}
            auth:↵    enabled: true↵    {{n:camel}}: {{v}}
            postgresql:↵    auth:↵        username: {{user}}↵        password: {{pw:line}}
            secretName: {{slug}}↵{{n:camel}}: {{v}}
            args: ["--{{n:kebab}}={{v:word}}"]
            - --{{n:kebab}}={{v:word}}
            {{n:kebab}}: {{ .Values.{{n:camel}} | default "{{v:dq}}" | b64enc }}
            existingSecret: {{slug}}↵adminPassword: {{pw:line}}
            set:↵    - name: {{n:camel}}↵      value: {{v}}
            """),
        Fillers = Language.SplitLines("""
            name: {{slug}}
            namespace: {{term}}
            app.kubernetes.io/name: {{term}}
            secretKeyRef:↵    name: {{slug}}↵    key: {{secretname:kebab}}
            replicas: {{num}}
            tokenSecretName: {{slug}}
            """),
    };

    private static readonly Language Pipelines = Yaml with
    {
        Name = "pipelines",
        Weight = 8,
        Paths = Language.SplitLines("""
            settings .github/workflows/{{term}}.yml
            settings .gitlab-ci.yml
            settings .circleci/config.yml
            settings .travis.yml
            settings azure-pipelines.yml
            settings bitbucket-pipelines.yml
            settings .drone.yml
            settings appveyor.yml
            """),
        Frames = Language.SplitLines("""
            name: {{term}}↵on: push↵jobs:↵    build:↵        runs-on: ubuntu-latest↵        env:↵            …
            variables:↵    …↵↵script:↵    - make {{term}}
            env:↵    global:↵        …
            """),
        Snippets = Language.SplitLines("""
            {{n:upper}}: {{v}}
            - run: {{call:kebab}} --{{n:kebab}} {{v:word}}
            run: |↵    export {{n:upper}}={{v:word}}↵    make {{term}}
            - export {{n:upper}}={{v:word}}
            with:↵    {{n:kebab}}: {{v}}
            - name: {{n:upper}}↵  value: {{v}}
            - curl -H "PRIVATE-TOKEN: {{tok:word}}" {{url}}
            - docker login -u {{user}} -p {{pw:word}} {{host}}
            - mysql -u root -p{{pw:word}} -e "CREATE DATABASE {{db}}"
            services:↵    - name: postgres↵      env:↵          POSTGRES_PASSWORD: {{pw:line}}
            - {{n:upper}}={{v:word}}
            """),
        Fillers = Language.SplitLines("""
            - uses: {{brand}}/{{term}}@v{{num}}
            - run: make {{term}}
            {{secretname:upper}}: ${{ secrets.{{secretname:upper}} }}
            if: github.ref == 'refs/heads/main'
            """),
    };

    private static readonly Language Ansible = Yaml with
    {
        Name = "ansible",
        Weight = 7,
        Paths = Language.SplitLines("""
            settings group_vars/{{term}}.yml
            settings roles/{{term}}/defaults/main.yml
            settings roles/{{term}}/vars/main.yml
            settings playbooks/{{term}}.yml
            test roles/{{term}}/molecule/default/converge.yml
            """),
        Snippets = Language.SplitLines("""
            {{n:snake}}: {{v}}
            {{n:snake}}: "{{v:dq}}"
            vars:↵    {{n:snake}}: {{v}}
            mysql_user: name={{user}} password={{pw:word}} priv=*.*:ALL
            - user:↵      name: {{user}}↵      password: {{pw:line}}
            ansible_become_pass: {{pw:line}}
            - name: {{say}}↵  uri:↵      url: {{url}}↵      user: {{user}}↵      password: {{pw:line}}
            when: {{n:snake}} == "{{v:dq}}"
            - { name: {{user}}, password: {{pw:word}}, role: {{term}} }
            {{n:snake}}: "{{ {{n:snake}} | default('{{v:sq}}') }}"
            shell: mysql -u{{user}} -p{{pw:word}} < /tmp/{{term}}.sql
            """),
    };

    private static readonly Language Terraform = new("terraform")
    {
        Weight = 11,
        Comment = "#",
        Casings = "snake",
        Quotes = "\"",
        Expressions = true,
        Indents = ["  ", "  ", "    "],
        Paths = Language.SplitLines("""
            settings {{dir}}main.tf
            settings {{dir}}variables.tf
            settings terraform/{{stage}}/terraform.tfvars
            settings {{dir}}{{stage}}.auto.tfvars
            settings {{dir}}{{term}}.hcl
            settings {{term}}.nomad
            test {{dir}}testdata/main.tf
            sample examples/{{term}}/main.tf
            sample terraform.tfvars.example
            docs docs/resources/{{term}}.md
            """),
        Frames = Language.SplitLines("""
            …
            resource "{{brand}}_{{term}}" "{{term}}" {↵    …↵}
            provider "{{brand}}" {↵    …↵}
            locals {↵    …↵}
            module "{{term}}" {↵    source = "./{{term}}"↵    …↵}
            """),
        Snippets = Language.SplitLines("""
            {{n}} = {{v}}
            {{n}}{{sp}}= {{v}}
            {{n:snake}}              = {{v}}
            variable "{{n:snake}}" {↵    type    = string↵    default = {{v}}↵}
            variable "{{n:snake}}" {↵    description = "{{say}}"↵    default     = "{{v:dq}}"↵}
            environment = {↵    {{n:upper}} = {{v}}↵}
            {{n:upper}} = {{v}}
            set {↵    name  = "{{n:camel}}"↵    value = {{v}}↵}
            set_sensitive {↵    name  = "{{n:dot}}"↵    value = "{{v:dq}}"↵}
            { name = "{{n:upper}}", value = "{{v:dq}}" },
            username = "{{user}}"↵password = "{{pw:dq}}"
            admin_username      = "{{user}}"↵admin_password      = "{{pw:dq}}"
            template { data = "{{n:upper}}={{v:word}}" }
            connection_string = "Server={{host}};User Id={{user}};Password={{pw:connection}};"
            {{n:snake}} = file({{v:"}})
            """),
        Fillers = Language.SplitLines("""
            region = "{{term}}-1"
            name = "{{slug}}"
            count = {{num}}
            tags = { {{term}} = "{{term}}" }
            depends_on = [{{brand}}_{{term}}.{{term}}]
            secret_id = {{brand}}_{{term}}.{{term}}.id
            """),
    };

    private static readonly Language JsonSettings = new("json")
    {
        Weight = 24,
        Casings = "camel camel snake pascal upper kebab",
        Quotes = "\" \" \" \"ascii",
        Join = ",",
        Paths = Language.SplitLines("""
            settings {{dir}}config.json
            settings appsettings{{|.Development|.Production|.Staging}}.json
            settings {{dir}}{{term}}.json
            settings config/{{stage}}.json
            settings local.settings.json
            settings {{dir}}credentials.json
            settings .vscode/settings.json
            test {{dir}}fixtures/{{term}}.json
            test {{dir}}testdata/{{term}}.json
            sample {{dir}}config.{{example|sample}}.json
            sample {{dir}}{{term}}.json.{{example|dist}}
            docs {{dir}}{{term}}.postman_collection.json
            data {{dir}}{{term}}.json
            """),
        Frames = Language.SplitLines("""
            {↵    …↵}
            {↵    "{{term}}": {↵        …↵    }↵}
            [↵    {↵        …↵    }↵]
            {↵    "{{term}}": [↵        {↵            …↵        }↵    ],↵    "{{term}}": {{num}}↵}
            """),
        Snippets = Language.SplitLines("""
            "{{n}}": {{v}}
            "{{n}}":{{v}}
            "{{n}}" : {{v}}
            "{{n}}": {{v}}
            "username": "{{user}}",↵"{{n}}": {{v}}
            "{{term}}": {↵    "user": "{{user}}",↵    "{{n}}": {{v}}↵}
            "{{term}}": { "{{n}}": {{v}}, "{{term}}": {{num}} }
            "{{term}}": [{ "name": "{{n}}", "value": {{v}} }]
            "name": "{{n}}",↵"value": {{v}}
            "key": "{{n:snake}}",↵"value": {{v}},↵"type": "text"
            "headers": { "{{n:header}}": {{v}} }
            "Authorization": "Bearer {{tok:dq}}"
            "Authorization": "Basic {{pw:basic}}"
            "value": "Bearer {{tok:dq}}"
            "url": "{{https|postgres|mysql|amqp}}://{{user}}:{{pw:url}}@{{host}}/{{db}}"
            "uri": "https:\/\/{{user}}:{{pw:url}}@{{host}}\/{{db}}"
            "ConnectionStrings": { "Default": "Server={{host}};Database={{db}};User Id={{user}};Password={{pw:connection}};" }
            "DefaultConnection": "Data Source={{host}};User ID={{user}};Password={{pw:connection}};Encrypt=True"
            "AzureWebJobsStorage": "DefaultEndpointsProtocol=https;AccountName={{brand}};AccountKey={{key:connection}}"
            "Jwt": { "Key": "{{key:dq}}", "Issuer": "{{brand}}" }
            "kty": "RSA",↵"d": "{{key:word}}"
            "kty": "oct", "k": "{{key:word}}", "alg": "HS256"
            "body": "{\"user\":\"{{user}}\",\"{{n:camel}}\":\"{{v:dq2}}\"}"
            "raw": "{\n    \"{{n:snake}}\": \"{{v:dq2}}\"\n}"
            "payload": "{\\\"{{n:camel}}\\\":\\\"{{v:dq3}}\\\"}"
            "data": "user={{user}}&{{n:snake}}={{v:url}}&submit=1"
            "command": "{{call:kebab}} --{{n:kebab}} {{v:word}}"
            "env": { "{{n:upper}}": {{v}}, "PORT": "{{port}}" }
            "environment": [ { "name": "{{n:upper}}", "value": {{v}} } ]
            "environment": [ { "value": {{v}}, "name": "{{n:upper}}" } ]
            "value": {{v}},↵"name": "{{n:upper}}"
            "AccountName": "{{brand}}", "AccountKey": "{{key:dq}}"
            "{{n}}": { "type": "string", "default": {{v}} }
            "{{n}}": { "value": {{v}} }
            "auth": "{{pw:basic}}"
            "auths": { "{{host}}": { "auth": "{{pw:basic}}" } }
            "{{n}}": [{{v}}]
            "login": { "email": "{{mail}}", "password": "{{pw:dq}}" }
            "Password": "{{pw:dq}}", "UserName": "{{user}}"
            "type": "service_account",↵"private_key": {{key:"}}
            """),
        Fillers = Language.SplitLines("""
            "{{term}}": {{num}}
            "host": "{{host}}"
            "{{term}}": "{{words}}"
            "enabled": {{true|false}}
            "id": "{{uuid}}"
            "{{term}}": ["{{term}}", "{{term}}"]
            "user": "{{user}}"
            "port": {{port}}
            "url": "{{url}}"
            """),
    };

    private static readonly Language Files = new("credential-files")
    {
        Weight = 11,
        Comment = "#",
        Casings = "snake",
        Quotes = "bare",
        Paths = Language.SplitLines("""
            settings .netrc
            settings .pgpass
            settings .npmrc
            settings .pypirc
            settings .git-credentials
            settings .htpasswd
            settings {{dir}}users.ldif
            settings .docker/config
            settings {{dir}}answers.rsp
            settings {{dir}}ks.cfg
            settings {{dir}}preseed.cfg
            settings {{dir}}pg_hba_users.txt
            settings {{dir}}wpa_supplicant.conf
            test {{dir}}netrc
            sample {{dir}}netrc.sample
            """),
        Snippets = Language.SplitLines("""
            machine {{host}} login {{user}} password {{pw:word}}
            machine {{host}}↵    login {{user}}↵    password {{pw:word}}
            {{host}}:5432:{{db}}:{{user}}:{{pw:word}}
            {{host}}:5432:*:{{user}}:{{pw:word}}
            {{host}}:{{5432|5433|6432}}:{{db}}:{{user}}:{{pw:word}}
            localhost:5432:{{db}}:{{user}}:{{pw:word}}
            *:*:*:{{user}}:{{pw:word}}
            https://{{user}}:{{pw:url}}@{{host}}
            //registry.{{brand}}.com/:_authToken={{tok:word}}
            //{{host}}/:_password={{pw:b64}}
            _auth={{pw:basic}}
            [{{term}}]↵username = {{user}}↵password = {{pw:line}}
            dn: uid={{user}},ou=people,dc={{brand}},dc=com↵uid: {{user}}↵userPassword: {{pw:line}}
            userPassword:: {{pw:b64}}
            {{n:pascal}}={{v:line}}
            sysAdminPassword={{pw:line}}
            rootpw --plaintext {{pw:word}}
            d-i passwd/user-password password {{pw:word}}
            user --name={{user}} --password={{pw:word}}
            network={↵    ssid="{{brand}}"↵    psk="{{pw:dq}}"↵}
            {{user}} : {{pw:word}}
            {{user}}:{{pw:word}}
            "{{user}}" "{{pw:word}}"
            login: {{user}}↵pass: {{pw:line}}
            <servers/> {{user}}={{pw:word}},{{term}}
            user {{user}} >{{pw:word}} +@all ~*
            """),
        Fillers = Language.SplitLines("""
            machine {{host}}
            email={{mail}}
            registry={{url}}
            objectClass: inetOrgPerson
            """),
    };

    public static readonly ImmutableArray<Language> All =
        [Env, Properties, Ini, Toml, Yaml, Compose, Kubernetes, Pipelines, Ansible, Terraform, JsonSettings, Files];
}
