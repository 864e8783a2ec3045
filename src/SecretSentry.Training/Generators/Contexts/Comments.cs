using System.Collections.Immutable;

namespace SecretSentry.Training.Generators.Contexts;

/// <summary>Texts of comments, for every language.</summary>
internal static class Comments
{
    public static readonly ImmutableArray<string> WithValues = Language.SplitLines("""
        password: {{pw:word}}
        password is {{pw:word}}
        user: {{user}} password: {{pw:word}}
        login with {{user}} / {{pw:word}}
        {{user}}:{{pw:word}}
        default password is "{{pw:raw}}"
        the password for {{user}} is '{{pw:raw}}'
        TODO remove: {{n:upper}}={{v:word}}
        e.g. {{n:upper}}={{v:word}}
        {{n}}: {{v:line}}
        {{n}} = {{v:line}}
        {{n:words}}: {{v:raw}}
        token {{tok:word}}
        api key: {{key:word}}
        old {{n:words}} was {{v:word}}
        curl -u {{user}}:{{pw:word}} {{url}}
        curl -H "Authorization: Bearer {{tok:word}}" {{url}}
        mysql -u {{user}} -p{{pw:word}} {{db}}
        http://{{user}}:{{pw:url}}@{{host}}/
        run with --{{n:kebab}}={{v:word}}
        {"{{n:camel}}": "{{v:dq}}"}
        @param {{n:camel}} {{message}} (default {{v:word}})
        pw={{pw:word}}
        Passwort: {{pw:word}}
        mot de passe: {{pw:word}}
        senha: {{pw:word}}
        пароль: {{pw:word}}
        密码: {{pw:word}}
        """);
}
