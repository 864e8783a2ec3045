using System.Collections.Immutable;

namespace SecretSentry.Training.Generators.Contexts;

/// <summary>Settings of devices and installers, which join names and values by blanks, and scripts that answer questions.</summary>
internal static class Devices
{
    private static readonly Language Network = new("network-devices")
    {
        Weight = 6,
        Comment = "!",
        Casings = "kebab flat",
        Quotes = "bare",
        Paths = Language.SplitLines("""
            settings configs/{{term}}.cfg
            settings {{dir}}{{term}}-router.conf
            settings backup/{{term}}.rsc
            settings {{dir}}{{term}}.txt
            docs {{dir}}lab/{{term}}.cfg
            """),
        Snippets = Language.SplitLines("""
            enable {{secret|password}} {{|0 }}{{pw:word}}
            username {{user}} {{|privilege 15 }}{{secret|password}} {{|0 }}{{pw:word}}
            snmp-server community {{pw:word}} RO
             password {{pw:word}}
             {{n:kebab}} {{v:word}}
            tacacs-server key {{pw:word}}
            radius-server host {{host}} key {{pw:word}}
            set system login user {{user}} authentication plain-text-password {{pw:word}}
            local-user {{user}} password simple {{pw:word}}
            set {{n:kebab}} {{v:word}}
            /user add name={{user}} password={{pw:word}} group=full
            /ppp secret add name={{user}} password="{{pw:dq}}" service=pptp
            wpa2-pre-shared-key={{pw:word}}
            pre-shared-key {{pw:word}}
            """),
        Fillers = Language.SplitLines("""
            hostname {{term}}
            interface {{term}}{{num}}
            service password-encryption
            password encryption aes
            enable password policy
            aaa authentication login default local
            key chain {{term}}
            no snmp-server community {{term}}
            crypto key generate rsa
            login authentication {{term}}
            """),
    };

    private static readonly Language Installers = new("installers")
    {
        Weight = 5,
        Comment = "#",
        Casings = "snake kebab",
        Quotes = "bare",
        Paths = Language.SplitLines("""
            settings {{dir}}ks.cfg
            settings {{dir}}preseed.cfg
            settings {{dir}}user-data
            settings {{dir}}{{term}}.ks
            settings etc/{{term}}/{{term}}.conf
            """),
        Snippets = Language.SplitLines("""
            rootpw {{|--plaintext }}{{pw:word}}
            user --name={{user}} --{{n:flat}}={{v:word}} --plaintext
            d-i passwd/{{root|user}}-password password {{pw:word}}
            d-i {{term}}/{{n:kebab}} string {{v:word}}
            mysql-server mysql-server/root_password password {{pw:word}}
            bindpw {{pw:word}}
            requirepass {{pw:word}}
            rocommunity {{pw:word}} {{host}}
            {{n:flat}} {{v:word}}
            ldap_default_authtok = {{pw:word}}
            secret = {{pw:line}}
            psk={{pw:line}}
            plain_text_passwd: {{pw:line}}
            """),
        Fillers = Language.SplitLines("""
            lang en_US
            keyboard {{term}}
            d-i passwd/user-fullname string {{name}}
            d-i passwd/make-user boolean true
            authconfig --enableshadow --passalgo=sha512
            passwd/root-login boolean false
            """),
    };

    private static readonly Language Answers = new("answers")
    {
        Weight = 3,
        Comment = "#",
        Casings = "snake flat",
        Quotes = "\"",
        Paths = Language.SplitLines("""
            source {{dir}}{{term}}.exp
            source {{dir}}{{term}}.tcl
            """),
        Snippets = Language.SplitLines("""
            expect "{{|*}}{{p|P|}}assword{{:|*|: }}"↵send "{{pw:dq}}\r"
            expect { "*assword*" { send -- "{{pw:dq}}\r" } }
            set {{n:snake}} {{v}}
            set {{n:snake}} {{v:word}}
            """),
        Fillers = Language.SplitLines("""
            spawn ssh {{user}}@{{host}}
            expect "password:"↵send "${{ident}}\r"
            expect eof
            interact
            """),
    };

    public static readonly ImmutableArray<Language> All = [Network, Installers, Answers];
}
