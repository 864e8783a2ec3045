using System.Collections.Immutable;

namespace SecretSentry.Training.Generators.Contexts;

/// <summary>Files of translations: telling names beside messages for users.</summary>
internal static class LocaleFormats
{
    private static readonly Language Json = new("locale-json")
    {
        Weight = 12,
        Casings = "camel snake upper kebab dot sentence",
        Quotes = "\" \" \"ascii",
        Join = ",",
        Paths = Language.SplitLines("""
            locale {{dir}}{{lang}}.json
            locale locales/{{lang}}/{{translation|common|auth}}.json
            locale src/assets/i18n/{{lang}}.json
            locale {{dir}}{{term}}.{{lang}}.json
            locale lib/l10n/app_{{lang}}.arb
            """),
        Frames = Language.SplitLines("""
            {↵    …↵}
            {↵    "{{term}}": {↵        …↵    }↵}
            """),
        Snippets = Language.SplitLines("""
            "{{n}}": {{v}}
            "{{n}}": {{v}}
            "{{n:upper}}": {{v}}
            "{{term}}.{{n:camel}}": {{v}}
            "login": { "{{n:camel}}": {{v}} }
            "{{n:sentence}}": {{v}}
            "{{n:camel}}Label": {{v}}
            "confirm{{n:pascal}}": {{v}}
            "{{n:camel}}": { "message": {{v}}, "description": "{{say}}" }
            "@{{n:camel}}": { "placeholders": {} }, "{{n:camel}}": {{v}}
            """),
        Fillers = Language.SplitLines("""
            "{{term}}": "{{words}}"
            "{{term}}_{{term}}": "{{words}}"
            """),
    };

    private static readonly Language Yaml = new("locale-yaml")
    {
        Weight = 7,
        Comment = "#",
        Casings = "snake",
        Quotes = "plain plain \" ''",
        Indents = ["  "],
        Paths = Language.SplitLines("""
            locale config/locales/{{lang}}.yml
            locale config/locales/devise.{{lang}}.yml
            locale {{dir}}messages.{{lang}}.yaml
            locale translations/security.{{lang}}.yml
            """),
        Frames = Language.SplitLines("""
            {{lang}}:↵    …
            {{lang}}:↵    activerecord:↵        attributes:↵            user:↵                …
            …
            """),
        Snippets = Language.SplitLines("""
            {{n}}: {{v}}
            {{n}}: "{{v:dq}}"
            {{n:dot}}: {{v}}
            {{term}}:↵    {{n}}: {{v}}
            "{{n:sentence}}": {{v}}
            confirm_{{n:snake}}: {{v}}
            """),
        Fillers = Language.SplitLines("""
            {{term}}: {{words}}
            """),
    };

    private static readonly Language Properties = new("locale-properties")
    {
        Weight = 7,
        Comment = "#",
        Casings = "dot dot camel upper",
        Quotes = "plain",
        Paths = Language.SplitLines("""
            locale {{dir}}messages_{{lang}}.properties
            locale src/main/resources/i18n/messages_{{lang}}.properties
            locale {{dir}}{{type}}_{{lang}}.properties
            locale {{dir}}{{lang}}.ini
            locale {{dir}}{{lang}}.lproj/Localizable.strings
            locale {{dir}}language/{{lang}}/{{term}}.lang
            """),
        Snippets = Language.SplitLines("""
            {{n}}={{v:line}}
            {{n}} = {{v:line}}
            {{term}}.{{n}}={{v:line}}
            label.{{n:dot}}={{v:line}}
            "{{n:camel}}" = "{{v:dq}}";
            "{{n:sentence}}" = "{{v:dq}}";
            {{n:upper}}="{{v:dq}}"
            error.{{n:dot}}={{v:line}}
            """),
        Fillers = Language.SplitLines("""
            {{term}}.{{term}}={{words}}
            """),
    };

    private static readonly Language Gettext = new("locale-po")
    {
        Weight = 6,
        Comment = "#",
        Casings = "sentence words snake",
        Quotes = "\"",
        Paths = Language.SplitLines("""
            locale {{dir}}{{lang}}/LC_MESSAGES/django.po
            locale po/{{lang}}.po
            locale languages/{{term}}-{{lang}}.po
            """),
        Snippets = Language.SplitLines("""
            msgid "{{n:sentence}}"↵msgstr "{{v:dq}}"
            #: {{dir}}{{term}}.py:{{num}}↵msgid "{{n:sentence}}:"↵msgstr "{{v:dq}}"
            msgid "{{n:snake}}"↵msgstr "{{v:dq}}"
            msgctxt "{{term}}"↵msgid "{{n:sentence}}"↵msgstr ""↵"{{v:dq}}"
            """),
        Fillers = Language.SplitLines("""
            msgid "{{words}}"↵msgstr "{{words}}"
            #: {{dir}}{{term}}.c:{{num}}
            """),
    };

    private static readonly Language Xml = new("locale-xml")
    {
        Weight = 6,
        Casings = "snake camel pascal",
        Quotes = "xml",
        Paths = Language.SplitLines("""
            locale res/values-{{lang}}/strings.xml
            locale {{dir}}Resources.{{lang}}.resx
            locale {{dir}}{{term}}_{{lang}}.ts
            locale {{dir}}messages.{{lang}}.xlf
            locale {{dir}}{{lang}}.xml
            """),
        Frames = Language.SplitLines("""
            <resources>↵    …↵</resources>
            <root>↵    …↵</root>
            """),
        Snippets = Language.SplitLines("""
            <string name="{{n:snake}}">{{v:xml}}</string>
            <data name="{{n:pascal}}" xml:space="preserve">↵    <value>{{v:xml}}</value>↵</data>
            <trans-unit id="{{n:camel}}"><source>{{n:sentence}}</source><target>{{v:xml}}</target></trans-unit>
            <message>↵    <source>{{n:sentence}}</source>↵    <translation>{{v:xml}}</translation>↵</message>
            <{{n:camel}}>{{v:xml}}</{{n:camel}}>
            <label key="{{n:snake}}" value="{{v:attr}}"/>
            """),
        Fillers = Language.SplitLines("""
            <string name="{{term}}">{{words}}</string>
            """),
    };

    private static readonly Language Script = new("locale-script")
    {
        Weight = 8,
        Comment = "//",
        Casings = "camel snake upper kebab sentence",
        Quotes = "' ' \"",
        Paths = Language.SplitLines("""
            locale {{dir}}{{lang}}.{{js|ts}}
            locale resources/lang/{{lang}}/auth.php
            locale resources/lang/{{lang}}/passwords.php
            locale src/locales/{{lang}}/{{term}}.{{ts|js}}
            locale language/{{lang}}/{{term}}.php
            locale {{dir}}{{lang}}.lua
            """),
        Frames = Language.SplitLines("""
            export default {↵    …↵};
            <?php↵return [↵    …↵];
            module.exports = {↵    {{term}}: {↵        …↵    },↵}
            """),
        Snippets = Language.SplitLines("""
            {{n:camel}}: {{v}},
            '{{n}}': {{v}},
            '{{n}}' => {{v}},
            '{{n:snake}}'       => {{v}},
            $lang['{{n:snake}}'] = {{v}};
            "{{n:sentence}}": {{v}},
            '{{term}}.{{n:camel}}': {{v}},
            define('TEXT_{{n:upper}}', {{v}});
            {{n:upper}}: {{v}},
            confirm{{n:pascal}}: {{v}},
            """),
        Fillers = Language.SplitLines("""
            {{term}}: '{{words}}',
            '{{term}}' => '{{words}}',
            """),
    };

    public static readonly ImmutableArray<Language> All = [Json, Yaml, Properties, Gettext, Xml, Script];
}
