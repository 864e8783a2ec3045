using System.Collections.Immutable;
using SecretSentry.Training.Generators.Text;

namespace SecretSentry.Training.Generators.Contexts;

/// <summary>HTTP, plain and recorded; addresses; keys on the wire.</summary>
internal static class TrafficFormats
{
    private static readonly Language Http = new("http")
    {
        Weight = 14,
        Comment = "#",
        Casings = "header snake camel",
        Quotes = "plain",
        Paths = Language.SplitLines("""
            test {{dir}}{{term}}.http
            docs {{dir}}requests.http
            source {{dir}}{{term}}.{{http|rest}}
            test {{dir}}{{term}}.txt
            sample {{dir}}{{term}}.http
            test {{dir}}{{term}}.bru
            """),
        Frames = Language.SplitLines("""
            GET https://{{host}}/{{term}} HTTP/1.1↵Host: {{host}}↵…
            POST /{{term}} HTTP/1.1↵…↵↵{"{{term}}": {{num}}}
            …
            """),
        Snippets = Language.SplitLines("""
            Authorization: Bearer {{tok:word}}
            Authorization: Basic {{pw:basic}}
            Authorization: Token {{tok:word}}
            Authorization: ApiKey {{tok:word}}
            Proxy-Authorization: Basic {{pw:basic}}
            authorization: bearer {{tok:word}}
            Authorization: token {{tok:word}}
            {{n:header}}: {{v:line}}
            {{n:header}}: {{v:word}}
            X-Api-Key: {{key:word}}
            x-functions-key: {{key:word}}
            api-key: {{key:word}}
            X-Auth-Token: {{tok:word}}
            {{n:header}}: {{v:word}}
            Cookie: {{n:snake}}={{v:word}}; theme=dark
            Set-Cookie: {{n:snake}}={{v:word}}; Path=/; HttpOnly
            GET /api/{{term}}?{{n:snake}}={{v:url}}&page={{num}} HTTP/1.1
            username={{user}}&{{n:snake}}={{v:url}}&grant_type=password
            {"username":"{{user}}","{{n:camel}}":"{{v:dq}}"}
            @{{n:camel}} = {{v:line}}
            grant_type=client_credentials&client_id={{brand}}&client_secret={{tok:url}}
            Ocp-Apim-Subscription-Key: {{key:word}}
            PRIVATE-TOKEN: {{tok:word}}
            https://{{user}}:{{pw:url}}@{{host}}/
            """),
        Fillers = Language.SplitLines("""
            Content-Type: application/json
            ETag: "{{hash}}"
            X-Request-Id: {{uuid}}
            User-Agent: {{brand}}/{{ver}}
            Accept: */*
            ###
            """),
    };

    private static readonly Language Cassette = new("cassette")
    {
        ItemsApart = true,
        Weight = 9,
        Casings = "header snake",
        Quotes = "plain \" ''",
        Indents = ["  ", "    "],
        Paths = Language.SplitLines("""
            test spec/cassettes/{{type}}/{{call:snake}}.yml
            test tests/cassettes/test_{{call:snake}}.yaml
            test {{dir}}fixtures/vcr_cassettes/{{term}}.yml
            test {{dir}}cassettes/{{term}}.yaml
            test {{dir}}recordings/{{term}}.yaml
            """),
        Frames = Language.SplitLines("""
            ---↵http_interactions:↵- request:↵    method: get↵    uri: {{url}}↵    headers:↵        …
            interactions:↵- request:↵    body: null↵    headers:↵        …↵    method: GET
            """),
        Snippets = Language.SplitLines("""
            Authorization:↵- Basic {{pw:basic}}
            Authorization:↵    - Bearer {{tok:word}}
            Authorization: [Bearer {{tok:word}}]
            Authorization:↵- Token token="{{tok:raw}}"
            Authorization:↵- OAuth {{tok:word}}
            {{n:header}}:↵- {{v}}
            {{n:header}}:↵    - "{{v:dq}}"
            Set-Cookie:↵- {{n:snake}}={{v:word}}; path=/; secure
            Cookie: [{{n:snake}}={{v:word}}]
            string: '{"{{n:snake}}":"{{v:dq}}","expires_in":{{num}}}'
            body: "{\"username\":\"{{user}}\",\"{{n:snake}}\":\"{{v:dq2}}\"}"
            body: username={{user}}&{{n:snake}}={{v:url}}
            uri: https://{{host}}/api?{{n:snake}}={{v:url}}
            uri: https://{{user}}:{{pw:url}}@{{host}}/v1
            body: '{"access_token":"{{tok:sq}}","token_type":"bearer","refresh_token":"{{tok2:sq}}"}'
            X-Api-Key:↵- {{key:word}}
            encoding: UTF-8↵string: "{{n:snake}}={{v:url}}"
            """),
        Fillers = Language.SplitLines("""
            Content-Type: [application/json]
            ETag:↵- W/"{{hash}}"
            Date: [{{date}}]
            X-Request-Id:↵- {{uuid}}
            User-Agent:↵- {{brand}}/{{ver}}
            code: 200
            """),
    };

    private static readonly Language Recorded = new("recorded-json")
    {
        Weight = 8,
        Casings = "snake snake camel header",
        Quotes = "\"",
        Join = ",",
        Paths = Language.SplitLines("""
            test {{dir}}recordings/{{term}}.json
            test {{dir}}{{term}}.har
            test {{dir}}__recordings__/{{term}}.har
            docs {{dir}}{{term}}.postman_collection.json
            docs docs/swagger.json
            test {{dir}}snapshots/{{term}}.json
            """),
        Frames = Language.SplitLines("""
            {↵    "request": {↵        …↵    }↵}
            [↵    {↵        "method": "GET",↵        "url": "{{url}}",↵        "headers": {↵            …↵        }↵    }↵]
            """),
        Snippets = Language.SplitLines("""
            "headers": [{ "name": "Authorization", "value": "Bearer {{tok:dq}}" }]
            "headers": [↵    {↵        "name": "Authorization",↵        "value": "Basic {{pw:basic}}"↵    }↵]
            "headers": [{ "name": "{{n:header}}", "value": "{{v:dq}}" }]
            "header": { "name": "{{n:header}}", "value": "{{v:dq}}" }
            "{{n:header}}": "{{v:dq}}"
            "{{n:header}}": ["{{v:dq}}"]
            "authorization": ["Bearer {{tok:dq}}"]
            "Authorization": "Basic {{pw:basic}}"
            "body": "{\"{{n:snake}}\":\"{{v:dq2}}\",\"user\":\"{{user}}\"}"
            "body": "grant_type=password&username={{user}}&password={{pw:url}}"
            "text": "{\"access_token\":\"{{tok:dq2}}\"}"
            "text": "{\\\"{{n:snake}}\\\":\\\"{{v:dq3}}\\\"}"
            "url": "https://{{host}}/?{{n:snake}}={{v:url}}"
            "query": { "{{n:snake}}": "{{v:dq}}" }
            "queryString": [{ "name": "{{n:snake}}", "value": "{{v:dq}}" }]
            "cookies": [{ "name": "{{n:snake}}", "value": "{{v:dq}}" }]
            "{{n:snake}}": "{{v:dq}}"
            "response": { "{{n:snake}}": "{{v:dq}}", "expires_in": 3600 }
            "basic": [{ "key": "password", "value": "{{pw:dq}}", "type": "string" }]
            "bearer": [{ "key": "token", "value": "{{tok:dq}}" }]
            "example": { "user": "{{user}}", "{{n:camel}}": "{{v:dq}}" }
            """),
        Fillers = Language.SplitLines("""
            "status": 200
            "etag": "{{hash}}"
            "x-request-id": "{{uuid}}"
            "method": "POST"
            "mimeType": "application/json"
            "startedDateTime": "{{date}}"
            """),
        Embeddings =
        [
            new("\"body\": \"…\"", "json", Escapes.EscapeJson),
            new("\"payload\": \"…\"", "recorded-json", c => string.Concat(Escapes.EscapeJson(c).Select(Escapes.EscapeJson))),
            new("\"raw\": \"…\"", "http", c => c == '\n' ? "\\r\\n" : Escapes.EscapeJson(c)),
        ],
    };

    private static readonly Language Jwk = new("jwk")
    {
        Weight = 4,
        Casings = "snake",
        Quotes = "\"",
        Join = ",",
        Paths = Language.SplitLines("""
            settings {{dir}}jwks.json
            test {{dir}}{{term}}.jwk
            test {{dir}}keys.json
            source {{dir}}{{term}}.json
            docs {{dir}}jwk.json
            """),
        Frames = Language.SplitLines("""
            {↵    "keys": [↵        …↵    ]↵}
            """),
        Snippets = Language.SplitLines("""
            { "kty": "oct", "kid": "{{hash}}", "k": "{{key:word}}" }
            { "kty": "EC", "crv": "P-256", "x": "{{blob}}", "y": "{{blob}}", "d": "{{key:word}}" }
            {↵    "kty": "RSA",↵    "alg": "RS256",↵    "n": "{{blob}}{{blob}}",↵    "e": "AQAB",↵    "d": "{{key:word}}"↵}
            {↵    "kty": "oct",↵    "{{n:snake}}": "{{v:dq}}"↵}
            {↵    "kty": "RSA",↵    "e": "AQAB",↵    "d": "{{key:word}}",↵    "use": "sig"↵}
            { "kty": "OKP", "crv": "Ed25519", "d": "{{key:word}}", "kid": "{{term}}" }
            """),
        Fillers = Language.SplitLines("""
            { "kty": "RSA", "kid": "{{uuid}}", "e": "AQAB", "n": "{{blob}}{{blob}}{{blob}}" }
            """),
    };

    public static readonly ImmutableArray<Language> All = [Http, Cassette, Recorded, Jwk];
}
