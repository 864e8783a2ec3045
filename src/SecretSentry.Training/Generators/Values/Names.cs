using SecretSentry.Training.Chance;

namespace SecretSentry.Training.Generators.Values;

/// <summary>Names of values, as words. The context decides how they are joined.</summary>
internal static class Names
{
    private static readonly string[] Passwords = Words.Split("""
        password password password password password password passwd passwd pass pass pwd pwd pw passphrase passphrase pass-word
        pass-phrase userpass userpassword passwort
        psw passcode pin rootpw login-password bind-password bindpw auth-pass sudo-pass keystore-password store-pass key-pass
        truststore-password
        pgpassword secret credentials motdepasse contrasena senha clave wachtwoord kennwort haslo heslo sandi sifre parola
        hasło şifre lösenord salasana adgangskode lozinka jelszó пароль 密码 パスワード 비밀번호 user-password
        """);

    private static readonly string[] Tokens = Words.Split("""
        token token token token secret secret secret client-secret client-secret access-token access-token auth-token api-token
        refresh-token id-token session-token
        bearer-token app-secret consumer-secret shared-secret webhook-secret signing-secret jwt-secret session-secret cookie-secret
        bot-token user-token oauth-token
        personal-access-token deploy-token registry-token secret-token verification-token verify-token service-token device-token
        push-token admin-token bearer
        app-token master-token token-secret access-token-secret oauth-secret totp-secret otp-secret mfa-secret auth-code authorization jwt
        cookie session-id sid
        pat x-auth-token x-api-token private-token join-token runner-token sas-token seed-phrase hmac-secret sso-secret psk csrf-secret
        """);

    private static readonly string[] Keys = Words.Split("""
        api-key api-key api-key apikey apikey secret-key secret-key secret-access-key access-key private-key encryption-key signing-key
        secret-key-base app-key key
        master-key session-key account-key shared-key shared-access-key license-key subscription-key auth-key storage-key hmac-key jwt-key
        cipher-key service-key
        write-key read-key integration-key server-key admin-key private-api-key functions-key instrumentation-key crypto-key data-key
        aes-key fernet-key deploy-key
        connection-key ticket-key api-secret api-secret-key security-key token-key
        """);

    private static readonly string[] Prefixes = Words.Split("""
        db db database mysql mysql postgres postgres pg mongo mongodb redis rabbitmq amqp kafka elastic elasticsearch ldap smtp smtp mail
        email ftp sftp ssh proxy admin admin
        root user user app app my the test default new old prod dev staging web http basic service svc sa system server client master
        replica api rest auth oauth jenkins
        docker registry github gitlab bitbucket jira slack twilio stripe paypal aws s3 azure gcp google facebook twitter discord telegram
        sentry datadog newrelic grafana sonar
        nexus artifactory npm pypi nuget vault consul etcd spring datasource hibernate jdbc odbc oracle mssql sqlserver sqlite wordpress
        wp drupal joomla django laravel rails
        backup sync cron batch worker vpn wifi wlan router snmp radius kerberos keystore truststore ssl tls cert signing zabbix nagios
        minio airflow superset kibana
        """);

    private static readonly string[] Suffixes = Words.Split("1 2 value string text str prod dev test staging old new default hash-input " +
        "plain raw env main primary backup b64 var");

    private static readonly string[] Odd = Words.Split("""
        p u-p pass-2 value val data v k s code auth login account cred creds credential connection conn access phrase word magic answer
        code-word hidden opener
        entry door unlock a-b sec privat geheim admin-user third-arg param arg x first default-value payload body content field text
        string item
        """);

    /// <summary>A name that announces a secret.</summary>
    public static string[] CreateTelling(Dice dice, Family family)
    {
        var stem = dice.Pick(family switch { Family.Password => Passwords, Family.Token => Tokens, _ => Keys }).Split('-');
        return dice.DrawBelow(20) switch
        {
            < 8 => stem,
            < 12 => [dice.Pick(Prefixes), .. stem],
            < 13 => [dice.Pick(Prefixes), dice.Pick(Prefixes), .. stem],
            < 15 => [Words.PickTerm(dice), .. stem],
            < 18 => [Words.CreateInvented(dice), .. stem],
            < 19 => [.. stem, .. dice.Pick(Suffixes).Split('-')],
            _ => [dice.Pick(Prefixes), .. stem, .. dice.Pick(Suffixes).Split('-')],
        };
    }

    /// <summary>A name that announces little or nothing.</summary>
    public static string[] CreateSilent(Dice dice) =>
        dice.DrawChance(45) ? dice.Pick(Odd).Split('-') : dice.DrawChance(50) ? [Words.PickTerm(dice)]
            : [Words.PickTerm(dice), Words.PickTerm(dice)];

    /// <summary>One of the listed names, which are words joined by hyphens. Mostly another word precedes it.</summary>
    public static string[] CreateFrom(Dice dice, string[] list)
    {
        var name = dice.Pick(list).Split('-');
        return dice.DrawBelow(5) switch
        {
            0 => [dice.Pick(Prefixes), .. name],
            1 => [Words.PickTerm(dice), .. name],
            _ => name,
        };
    }
}
