using System.Collections.Immutable;

namespace SecretSentry.Training.Generators.Contexts;

/// <summary>Formats of single tools: HOCON, Nix, Puppet, web servers, clouds' templates, schemas, scenarios of tests.</summary>
internal static class ToolFormats
{
    private static readonly Language Hocon = new("hocon")
    {
        Weight = 5,
        Comment = "#",
        Casings = "kebab dot camel",
        Quotes = "\" \" bare",
        Paths = Language.SplitLines("""
            settings conf/application.conf
            settings src/main/resources/reference.conf
            settings {{dir}}{{term}}.conf
            test src/test/resources/application.conf
            sample {{dir}}application.conf.sample
            settings {{dir}}{{term}}.{{json5|cson|ron|kdl}}
            """),
        Frames = Language.SplitLines("""
            {{term}} {↵    …↵}
            …
            {{term}} {↵    {{term}} {↵        …↵    }↵}
            """),
        Snippets = Language.SplitLines("""
            {{n}} = {{v}}
            {{n}} : {{v}}
            {{n}}: {{v}}
            {{n}}={{v}}
            {{n:dot}} = {{v}}
            {{n}} = {{v}}↵{{n}} = ${?{{n:upper}}}
            {{n}} = ${?{{n:upper}}}↵{{n}} = {{v}}
            db.default.user = "{{user}}"↵db.default.password = "{{pw:dq}}"
            slick.dbs.default.db.password = "{{pw:dq}}"
            play.http.secret.key = "{{key:dq}}"
            application.secret="{{tok:dq}}"
            auth { user = "{{user}}", {{n:camel}} = {{v}} }
            url = "jdbc:postgresql://{{host}}/{{db}}?user={{user}}&password={{pw:url}}"
            """),
        Fillers = Language.SplitLines("""
            host = "{{host}}"
            {{term}}.{{term}} = {{num}}
            include "{{term}}.conf"
            user = "{{user}}"
            """),
    };

    private static readonly Language Nix = new("nix")
    {
        Weight = 3,
        Comment = "#",
        Casings = "camel kebab snake",
        Quotes = "\"",
        Expressions = true,
        Paths = Language.SplitLines("""
            settings {{dir}}{{term}}.nix
            settings configuration.nix
            test nixos/tests/{{term}}.nix
            """),
        Frames = Language.SplitLines("""
            { config, pkgs, ... }:↵{↵    …↵}
            """),
        Snippets = Language.SplitLines("""
            {{n}} = {{v}};
            {{term}}.{{n}} = {{v}};
            services.{{term}}.{{n:camel}} = {{v}};
            users.users.{{user}}.{{n:camel}} = {{v}};
            users.users.{{user}}.initialPassword = "{{pw:dq}}";
            environment.{{n:upper}} = {{v}};
            sha256 = "{{hash}}";↵{{n}} = {{v}};
            networking.wireless.networks.{{brand}}.psk = "{{pw:dq}}";
            machine.succeed("{{call:kebab}} --{{n:kebab}} {{v:word}}")
            """),
        Fillers = Language.SplitLines("""
            services.{{term}}.enable = true;
            passwordFile = "/run/secrets/{{term}}";
            rev = "{{hash}}";
            """),
    };

    private static readonly Language Puppet = new("puppet-salt")
    {
        Weight = 4,
        Comment = "#",
        Casings = "snake",
        Quotes = "' ' \"",
        Expressions = true,
        Paths = Language.SplitLines("""
            settings manifests/{{term}}.pp
            settings modules/{{term}}/manifests/init.pp
            test spec/fixtures/{{term}}.pp
            sample examples/{{term}}.pp
            """),
        Frames = Language.SplitLines("""
            class {{term}} {↵    …↵}
            class {{term}}::{{term}} (↵    …↵) {↵}
            {{term}} { '{{term}}':↵    ensure => present,↵    …↵}
            """),
        Snippets = Language.SplitLines("""
            {{n}} => {{v}},
            {{n}}          => {{v}},
            ${{n}} = {{v}},
            String ${{n}} = {{v}},
            ${{n}} = lookup('{{n:snake}}', {{v}})
            user { '{{user}}': {{n}} => {{v}} }
            mysql::db { '{{db}}': user => '{{user}}', password => '{{pw:sq}}' }
            root_password => '{{pw:sq}}',
            password_hash => postgresql_password('{{user}}', '{{pw:sq}}'),
            environment => ['{{n:upper}}={{v:word}}'],
            """),
        Fillers = Language.SplitLines("""
            include {{term}}
            require => Package['{{term}}'],
            user => '{{user}}',
            """),
    };

    private static readonly Language Servers = new("server-settings")
    {
        Weight = 5,
        Comment = "#",
        Casings = "snake upper camel",
        Quotes = "bare bare \"",
        Paths = Language.SplitLines("""
            settings {{dir}}nginx.conf
            settings .htaccess
            settings {{dir}}haproxy.cfg
            settings {{dir}}sip.conf
            settings {{dir}}httpd.conf
            settings etc/postfix/sasl_passwd
            settings {{dir}}mosquitto.conf
            settings {{dir}}crontab
            settings {{dir}}snmpd.conf
            settings {{dir}}fluent.conf
            settings {{dir}}logstash.conf
            sample {{dir}}nginx.conf.example
            test {{dir}}nginx.conf
            """),
        Frames = Language.SplitLines("""
            …
            server {↵    listen {{port}};↵    …↵}
            <match {{term}}.**>↵    @type {{term}}↵    …↵</match>
            output {↵    elasticsearch {↵        …↵    }↵}
            """),
        Snippets = Language.SplitLines("""
            proxy_set_header Authorization "Basic {{pw:basic}}";
            proxy_set_header {{n:header}} "{{v:dq}}";
            set ${{n:snake}} "{{v:dq}}";
            SetEnv {{n:upper}} {{v}}
            SetEnv {{n:upper}} "{{v:dq}}"
            fastcgi_param {{n:upper}} {{v}};
            env {{n:upper}}={{v:word}};
            secure_link_md5 "$uri {{tok:word}}";
            user {{user}} insecure-password {{pw:word}}
            stats auth {{user}}:{{pw:word}}
            AuthLDAPBindPassword "{{pw:dq}}"
            DBDParams "host={{host}} user={{user}} password={{pw:word}} dbname={{db}}"
            [{{host}}]:587 {{mail}}:{{pw:word}}
            [{{num}}]↵username={{user}}↵secret={{pw:word}}
            rocommunity {{pw:word}} {{host}}
            remote_username {{user}}↵remote_password {{pw:word}}
            */5 * * * * {{user}} curl -u {{user}}:{{pw:word}} {{url}}
            0 2 * * * {{n:upper}}={{v:word}} /opt/{{term}}/bin/{{call:kebab}}
            {{n}} {{v}}
            user => "{{user}}"↵password => "{{pw:dq}}"
            {{n}} => "{{v:dq}}"
            hosts => ["https://{{user}}:{{pw:url}}@{{host}}:9200"]
            wpa-psk {{pw:word}}
            tunnel-group {{host}} ipsec-attributes↵    pre-shared-key {{pw:word}}
            key {{num}} {{v:word}}↵name {{n:kebab}}
            """),
        Fillers = Language.SplitLines("""
            listen {{port}};
            ssl_certificate_key /etc/ssl/{{term}}.key;
            user {{user}};
            location /{{term}} {↵    return 404;↵}
            ServerName {{host}}
            AuthUserFile /etc/{{term}}/.htpasswd
            """),
    };

    private static readonly Language CloudTemplates = new("cloud-templates")
    {
        Weight = 5,
        Casings = "pascal camel",
        Quotes = "\"",
        Join = ",",
        Paths = Language.SplitLines("""
            settings {{dir}}template.json
            settings {{dir}}azuredeploy.json
            settings {{dir}}azuredeploy.parameters.json
            settings cloudformation/{{term}}.json
            settings {{dir}}task-definition.json
            sample {{dir}}azuredeploy.parameters.json
            """),
        Frames = Language.SplitLines("""
            {↵    "Parameters": {↵        …↵    }↵}
            {↵    "contentVersion": "1.0.0.0",↵    "parameters": {↵        …↵    }↵}
            {↵    "Resources": {↵        "{{type}}": {↵            "Properties": {↵                …↵            }↵        }↵    }↵}
            """),
        Snippets = Language.SplitLines("""
            "{{n:camel}}": { "value": {{v}} }
            "{{n:camel}}": {↵    "type": "securestring",↵    "defaultValue": {{v}}↵}
            "{{n:pascal}}": { "Type": "String", "NoEcho": true, "Default": {{v}} }
            "{{n:pascal}}": {{v}}
            "MasterUsername": "{{user}}",↵"MasterUserPassword": "{{pw:dq}}"
            "adminUsername": "{{user}}",↵"adminPassword": "{{pw:dq}}"
            "Environment": [{ "Name": "{{n:upper}}", "Value": {{v}} }]
            "osProfile": { "adminUsername": "{{user}}", "adminPassword": {{v}}, "{{n:camel}}": {{v}} }
            """),
        Fillers = Language.SplitLines("""
            "{{type}}": { "Ref": "{{type}}" }
            "{{secretname:pascal}}": { "Ref": "{{secretname:pascal}}" }
            "{{secretname:camel}}": "[parameters('{{secretname:camel}}')]"
            "{{type}}": { "Fn::GetAtt": ["{{type}}", "Arn"] }
            """),
    };

    private static readonly Language CloudYaml = new("cloud-yaml")
    {
        ItemsApart = true,
        Weight = 5,
        Comment = "#",
        Casings = "pascal pascal camel upper",
        Quotes = "plain plain \" ''",
        Indents = ["  ", "  ", "    "],
        Paths = Language.SplitLines("""
            settings template.yaml
            settings {{dir}}template.yml
            settings serverless.yml
            settings {{dir}}cloudbuild.yaml
            settings {{dir}}app.yaml
            settings {{dir}}job-spec.yaml
            settings {{term}}/demo-service/config.yaml
            sample {{dir}}template.yaml
            """),
        Frames = Language.SplitLines("""
            Parameters:↵    …
            Resources:↵    {{type}}:↵        Properties:↵            …
            provider:↵    name: aws↵    environment:↵        …
            env_variables:↵    …
            """),
        Snippets = Language.SplitLines("""
            {{n:pascal}}: {{v}}
            {{n}}: {{v}}
            {{n:upper}}: {{v}}
            {{n:pascal}}:↵    Type: String↵    NoEcho: true↵    Default: {{v}}
            MasterUsername: {{user}}↵MasterUserPassword: {{pw:line}}
            Environment:↵    Variables:↵        {{n:upper}}: {{v}}
            - Name: {{n:upper}}↵  Value: {{v}}
            - ParameterKey: {{n:pascal}}↵  ParameterValue: {{v}}
            {{n:camel}}: ${env:{{n:upper}}, '{{v:sq}}'}
            """),
        Fillers = Language.SplitLines("""
            {{type}}: !Ref {{type}}
            {{secretname:pascal}}: !Ref {{secretname:pascal}}
            {{secretname:upper}}: ${ssm:/{{term}}/{{secretname:kebab}}}
            Description: {{say}}
            """),
    };

    private static readonly Language Scenarios = new("scenarios")
    {
        Weight = 7,
        Comment = "#",
        Casings = "words snake camel kebab",
        Quotes = "\"",
        Paths = Language.SplitLines("""
            test features/{{term}}.feature
            test src/test/resources/features/{{term}}.feature
            test {{dir}}{{term}}.robot
            test {{dir}}{{term}}.side
            test {{dir}}{{term}}.t
            test {{dir}}{{term}}.jmx
            sample {{dir}}{{term}}.feature
            """),
        Frames = Language.SplitLines("""
            Feature: {{words}}↵↵    Scenario: {{words}}↵        …
            *** Test Cases ***↵{{type}}↵    …
            *** Variables ***↵…
            """),
        Snippets = Language.SplitLines("""
            Given I am logged in as "{{user}}" with password "{{pw:raw}}"
            When I fill in "Password" with "{{pw:raw}}"
            When I fill in "{{n:words}}" with {{v}}
            And I enter {{v}} into "{{n:kebab}}"
            And the {{n:words}} is {{v}}
            And the header "{{n:header}}" is {{v}}
            And I set the "Authorization" header to "Bearer {{tok:raw}}"
            | {{n:snake}} | {{v:word}} |
            | username | {{user}} |↵| password | {{pw:word}} |
            | {{user}} | {{pw:word}} | {{term}} |
            Input Password    id={{n:snake}}    {{v:word}}
            Input Text    {{n:snake}}    {{v:word}}
            ${{{n:upper}}}    {{v:word}}
            Login With    {{user}}    {{pw:word}}
            Set Environment Variable    {{n:upper}}    {{v:word}}
            * def {{n:camel}} = '{{v:sq}}'
            * configure headers = { Authorization: 'Bearer {{tok:sq}}' }
            Then I log in with "{{user}}" and "{{pw:raw}}"
            --{{n:kebab}}={{v:word}}
            <stringProp name="{{n:camel}}">{{v:xml}}</stringProp>
            {"command": "type", "target": "id={{n:camel}}", "value": "{{v:dq}}"}
            """),
        Fillers = Language.SplitLines("""
            Given the {{term}} "{{words}}" exists
            Then I should see "{{message}}"
            When I press "{{secretname:title}}"
            Examples:
            | {{term}} | {{secretname:snake}} |
            Open Browser    {{url}}
            """),
    };

    private static readonly Language Schemas = new("schemas")
    {
        Weight = 4,
        Comment = "//",
        Casings = "snake camel",
        Quotes = "\"",
        Expressions = true,
        Paths = Language.SplitLines("""
            source {{dir}}{{term}}.proto
            source {{dir}}schema.graphql
            source prisma/schema.prisma
            source {{dir}}{{term}}.thrift
            source {{dir}}{{term}}.d.ts
            source {{dir}}{{term}}.avsc
            source {{dir}}{{term}}.css
            source {{dir}}{{term}}.scss
            """),
        Frames = Language.SplitLines("""
            message {{type}} {↵    …↵}
            type {{type}} {↵    …↵}
            …
            """),
        Snippets = Language.SplitLines("""
            {{n}}: {{v:expr}}
            optional string {{n:snake}} = {{num}} [default = {{v}}];
            {{n:camel}} String @default({{v}})
            login(user: "{{user}}", {{n:camel}}: {{v}}) { {{term}} }
            ${{n:snake}}: {{v:expr}};
            const string {{n:upper}} = {{v}}
            """),
        Fillers = Language.SplitLines("""
            string {{secretname:snake}} = {{num}};
            {{secretname:camel}}: String!
            {{secretname:camel}} String?
            {{secretname:camel}}: string;
            {{num}}: required string {{secretname:snake}};
            .{{secretname:kebab}} { color: #{{hash}}; }
            #{{secretname:kebab}}-field:focus { width: {{num}}px; }
            {{call:camel}}({{secretname:camel}}: String!): {{type}}
            import "{{term}}/{{term}}.proto";
            repeated {{type}} {{term}} = {{num}};
            """),
    };

    public static readonly ImmutableArray<Language> All = [Hocon, Nix, Puppet, Servers, CloudTemplates, CloudYaml, Scenarios, Schemas];
}
