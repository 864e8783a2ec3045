using SecretSentry.Engine.Rules;

namespace SecretSentry.Policy;

/// <summary>
/// Maps names of gitleaks' rules to our rules, where the names differ. A rule in the table must not find more than
/// its counterpart in gitleaks, because an allow-list or a disabled rule must not apply to more than its author meant.
/// </summary>
internal static class GitleaksNames
{
    /// <summary>gitleaks' only rule for secrets without an issuer. Here it means every rule that is tagged generic.</summary>
    public const string Generic = "generic-api-key";

    private static readonly Dictionary<string, string[]> Ours = new(StringComparer.Ordinal)
    {
        ["1password-secret-key"] = ["onepassword-secret-key"],
        ["1password-service-account-token"] = ["onepassword-service-account-token"],
        ["adafruit-api-key"] = ["adafruit-io-key"],
        ["airtable-api-key"] = ["airtable-token", "airtable-token-in-context"],
        ["algolia-api-key"] = ["algolia-admin-key"],
        ["alibaba-secret-key"] = ["alibaba-access-key-secret"],
        ["artifactory-api-key"] = ["jfrog-api-key"],
        ["artifactory-reference-token"] = ["jfrog-reference-token"],
        ["authress-service-client-access-key"] = ["authress-service-client-key"],
        ["aws-access-token"] = ["aws-access-key-id", "aws-temporary-key-id", "aws-service-credential-id"],
        ["aws-amazon-bedrock-api-key-long-lived"] = ["aws-bedrock-api-key"],
        ["aws-amazon-bedrock-api-key-short-lived"] = ["aws-bedrock-short-term-key"],
        ["azure-ad-client-secret"] = ["azure-entra-client-secret"],
        ["beamer-api-token"] = ["beamer-api-key"],
        ["clickhouse-cloud-api-secret-key"] = ["clickhouse-cloud-key"],
        ["clojars-api-token"] = ["clojars-deploy-token"],
        ["cloudflare-global-api-key"] = ["cloudflare-api-key-in-context"],
        ["codecov-access-token"] = ["codecov-upload-token"],
        ["cohere-api-token"] = ["cohere-api-key"],
        ["coinbase-access-token"] = ["coinbase-api-secret"],
        ["confluent-secret-key"] = ["confluent-api-secret"],
        ["databricks-api-token"] = ["databricks-token"],
        ["datadog-access-token"] = ["datadog-key"],
        ["defined-networking-api-token"] = ["defined-networking-key"],
        ["discord-api-token"] = ["discord-bot-token"],
        ["doppler-api-token"] = ["doppler-token"],
        ["droneci-access-token"] = ["drone-access-token"],
        ["dynatrace-api-token"] = ["dynatrace-token"],
        ["easypost-api-token"] = ["easypost-api-key"],
        ["etsy-access-token"] = ["etsy-keystring"],
        ["facebook-page-access-token"] = ["facebook-access-token"],
        ["facebook-secret"] = ["facebook-app-secret"],
        ["flyio-access-token"] = ["flyio-token"],
        ["frameio-api-token"] = ["frameio-token"],
        ["gcp-api-key"] = ["google-api-key"],
        ["github-app-token"] = ["github-user-to-server-token", "github-server-to-server-token"],
        ["github-oauth"] = ["github-oauth-token"],
        ["grafana-cloud-api-token"] = ["grafana-cloud-token"],
        ["harness-api-key"] = ["harness-api-token"],
        ["heroku-api-key-v2"] = ["heroku-api-key"],
        ["huggingface-access-token"] = ["huggingface-token"],
        ["infracost-api-token"] = ["infracost-api-key"],
        ["intercom-api-key"] = ["intercom-access-token"],
        ["jwt"] = ["json-web-token"],
        ["kraken-access-token"] = ["kraken-private-key"],
        ["kubernetes-secret-yaml"] = ["kubernetes-secret", "kubernetes-secret-data-first"],
        ["messagebird-api-token"] = ["messagebird-access-key"],
        ["netlify-access-token"] = ["netlify-token"],
        ["notion-api-token"] = ["notion-token"],
        ["octopus-deploy-api-key"] = ["octopus-api-key"],
        ["okta-access-token"] = ["okta-api-token"],
        ["openshift-user-token"] = ["openshift-token"],
        ["plaid-api-token"] = ["plaid-access-token"],
        ["postman-api-token"] = ["postman-api-key"],
        ["prefect-api-token"] = ["prefect-api-key"],
        ["pulumi-api-token"] = ["pulumi-access-token"],
        ["rapidapi-access-token"] = ["rapidapi-key"],
        ["readme-api-token"] = ["readme-api-key"],
        ["rubygems-api-token"] = ["rubygems-api-key"],
        ["sendbird-access-token"] = ["sendbird-api-token"],
        ["sendgrid-api-token"] = ["sendgrid-api-key"],
        ["sendinblue-api-token"] = ["brevo-key"],
        ["slack-webhook-url"] = ["slack-webhook"],
        ["sonar-api-token"] = ["sonarqube-token", "sonarqube-token-in-context"],
        ["stripe-access-token"] = ["stripe-live-key", "stripe-test-key"],
        ["sumologic-access-token"] = ["sumologic-access-key"],
        ["telegram-bot-api-token"] = ["telegram-bot-token"],
        ["travisci-access-token"] = ["travis-access-token"],
        ["typeform-api-token"] = ["typeform-token"],
        ["vault-batch-token"] = ["hashicorp-vault-token"],
        ["vault-service-token"] = ["hashicorp-vault-token"],
        ["yandex-access-token"] = ["yandex-iam-token"],
        ["yandex-aws-access-token"] = ["yandex-static-access-key"],
        ["zendesk-secret-key"] = ["zendesk-api-token"],
    };

    /// <summary>First parts of gitleaks' rule names, and the first parts of our rule ids that they correspond to.</summary>
    private static readonly Dictionary<string, string> Issuers = new(StringComparer.Ordinal)
    {
        ["1password"] = "onepassword",
        ["artifactory"] = "jfrog",
        ["droneci"] = "drone",
        ["gcp"] = "google",
        ["jwt"] = "json",
        ["nuget"] = "password",
        ["sendinblue"] = "brevo",
        ["sonar"] = "sonarqube",
        ["travisci"] = "travis",
        ["vault"] = "hashicorp",
    };

    /// <summary>The names of the table, for the test of the table.</summary>
    internal static IReadOnlyDictionary<string, string[]> Table => Ours;

    /// <summary>
    /// Returns the rules that <paramref name="name"/> means among <paramref name="rules"/>: the rule with that name, otherwise the rules
    /// that correspond to gitleaks' rule of that name. Returns none when the name is unknown.
    /// </summary>
    public static IEnumerable<string> FindRules(string name, IReadOnlyDictionary<string, Rule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return rules.FindByName(name) is { } own ? [own.Id]
            : name == Generic ? rules.Values.Where(rule => rule.IsGeneric).Select(rule => rule.Id)
            : Ours.GetValueOrDefault(name, []).Select(rules.FindByName).OfType<Rule>().Select(rule => rule.Id)
            .Distinct(StringComparer.Ordinal);
    }

    /// <summary>
    /// Returns whether a finding of <paramref name="rule"/> may be the one that gitleaks reports as <paramref name="name"/> at the same
    /// location. The issuer decides. A finding that gitleaks calls generic may have a more specific name here.
    /// </summary>
    public static bool MayMean(string name, Rule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return rule.Aliases.Concat(rule.ReportedAs).Prepend(rule.Id).Any(own => MayMean(name, own));
    }

    private static bool MayMean(string name, string rule)
    {
        var issuer = name.Split('-')[0];
        return rule == name || name.StartsWith("generic", StringComparison.Ordinal)
            || rule.Split('-')[0] == Issuers.GetValueOrDefault(issuer, issuer)
            || Ours.GetValueOrDefault(name, []).Contains(rule, StringComparer.Ordinal);
    }
}
