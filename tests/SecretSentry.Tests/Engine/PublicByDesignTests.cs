using System.Text;
using SecretSentry.Engine;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Explain;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Verify.PublicReasons;
using SecretSentry.Patterns;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Tests.Engine;

/// <summary>A value that is public by design is listed at low. Text next to a secret does not make it public.</summary>
public class PublicByDesignTests
{
    private static readonly RuleSet Rules = BuiltInRules.Load();

    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        ["@ID"] = "AKIA{base32:16}",
        ["@TEMP"] = "ASIA{base32:16}",
        ["@SIG"] = "{hex:64}",
        ["@SESSION"] = "{alnum:220}",
        ["@WEB"] = "AIza{base64url:35}",
        ["@PK"] = "pk_live_{alnum:40}",
        ["@SB"] = "sb_publishable_{base64url:22}_{alnum:8}",
    };

    private static string Anonymous(string claims) => $"{Part("{\"alg\":\"HS256\"}")}.{Part(claims)}.{Template.Expand("{base64url:43}")}";

    private static string Part(string text) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    [Theory]
    [InlineData("an address",
        "https://a.s3.acme.org/k?X-Amz-Credential=@TEMP%2F20240101%2Feu-west-1%2Fs3%2Faws4_request&X-Amz-Signature=@SIG")]
    [InlineData("an address written for HTML",
        "<a href=\"https://a.acme.org/k?X-Amz-Expires=9&amp;X-Amz-Credential=@TEMP/20240101/eu-west-1/s3/aws4_request\">")]
    [InlineData("an address written for JSON",
        "{\"u\":\"https:\\/\\/a.acme.org\\/k?x=1\\u0026X-Amz-Credential=@TEMP\\/20240101\\/eu-west-1\\/s3\"}")]
    [InlineData("an address in an address", "?next=https%3A%2F%2Fa%3FX-Amz-Credential%3D@ID%252F20240101%252Fus-east-1")]
    [InlineData("a header", "Authorization: AWS4-HMAC-SHA256 Credential=@ID/20240101/us-east-1/iam/aws4_request, SignedHeaders=host")]
    [InlineData("a form", "<input name=\"x-amz-credential\" value=\"@TEMP/20240101/eu-west-1/s3/aws4_request\">")]
    [InlineData("an older address", "https://a.s3.acme.org/k?AWSAccessKeyId=@ID&Expires=1700000000&Signature=abc%3D")]
    [InlineData("a session token", "https://a.s3.acme.org/k?X-Amz-Credential=x&X-Amz-Security-Token=@SESSION&X-Amz-Signature=@SIG")]
    [InlineData("a map", "<script src=\"https://maps.googleapis.com/maps/api/js?key=@WEB&callback=go\"></script>")]
    [InlineData("a map without a scheme", "<script src=\"//maps.googleapis.com/maps/api/js?v=3&amp;key=@WEB\"></script>")]
    [InlineData("a picture of a map, in JSON", "{\"src\":\"https:\\/\\/maps.googleapis.com\\/maps\\/api\\/staticmap?zoom=2&key=@WEB\"}")]
    [InlineData("a frame", "<iframe src=\"https://www.google.com/maps/embed/v1/place?q=here&key=@WEB\">")]
    [InlineData("settings of a page", "const c = {\n  apiKey: '@WEB',\n  authDomain: 'a.firebaseapp.com', // ours\n  projectId: 'a',\n};")]
    [InlineData("settings in JSON", "{\"storageBucket\":\"a\",\"messagingSenderId\":\"1\",\"apiKey\":\"@WEB\"}")]
    [InlineData("settings in JSON in a text", "s = \"{\\\"apiKey\\\":\\\"@WEB\\\",\\\"authDomain\\\":\\\"a\\\",\\\"appId\\\":\\\"1\\\"}\"")]
    [InlineData("options of an app", "static const o = FirebaseOptions(\n  apiKey: '@WEB',\n  appId: '1:1:web:1',\n  projectId: 'a',\n);")]
    [InlineData("google-services.json", "{\"client\":[{\"api_key\": [\n  {\n    \"current_key\": \"@WEB\"\n  }\n]}]}")]
    [InlineData("GoogleService-Info.plist",
        "<dict>\n<key>API_KEY</key>\n<string>@WEB</string>\n<key>GCM_SENDER_ID</key>\n<string>1</string>\n"
        + "<key>BUNDLE_ID</key>\n<string>a</string>\n</dict>")]
    [InlineData("an app's maps", "<meta-data android:name=\"com.google.android.geo.API_KEY\"\n  android:value=\"@WEB\"/>")]
    [InlineData("an app's values", "<string name=\"google_api_key\" translatable=\"false\">@WEB</string>")]
    [InlineData("a publishable key", "STRIPE_KEY=@PK")]
    [InlineData("another one", "SUPABASE_KEY=@SB")]
    public void A_value_that_is_public_by_design_is_listed_at_low(string what, string text)
    {
        var found = Scan(text, out _);
        found.Should().NotBeEmpty("{0} is listed", what);
        found.Should().OnlyContain(match => match.Confidence == Confidence.Low, "{0} is public", what);
    }

    [Theory]
    [InlineData("the id by itself", "aws_access_key_id = @ID")]
    [InlineData("words beside it", "X-Amz-Credential X-Amz-Signature 20240101/eu-west-1 @ID")]
    [InlineData("a scope elsewhere on the line", "key=@ID # x/20240101/eu-west-1/s3")]
    [InlineData("a path that is no scope", "@ID/2024/eu-west-1")]
    [InlineData("a parameter that is no part of a signed address", "https://a.acme.org/k?AWSAccessKeyId=@ID&Expires=1700000000")]
    [InlineData("a signature in the next address", "https://a.acme.org/k?AWSAccessKeyId=@ID https://b/?Signature=x")]
    [InlineData("a key by itself", "const apiKey = '@WEB';")]
    [InlineData("settings in a comment", "const c = { apiKey: '@WEB', /* authDomain: 'a', projectId: 'a' */ };")]
    [InlineData("settings in a comment of a line", "const c = { apiKey: '@WEB', // authDomain: 'a', projectId: 'a'\n };")]
    [InlineData("settings in a text", "const c = { apiKey: '@WEB', note: 'x, authDomain: a, projectId: a' };")]
    [InlineData("settings of another object", "const c = { apiKey: '@WEB' }; const d = { authDomain: 'a', projectId: 'a' };")]
    [InlineData("settings of an inner object", "const c = { apiKey: '@WEB', d: { authDomain: 'a', projectId: 'a' } };")]
    [InlineData("settings of an outer object", "const c = { authDomain: 'a', projectId: 'a', d: { apiKey: '@WEB' } };")]
    [InlineData("one setting alone", "const c = { apiKey: '@WEB', projectId: 'a', projectId: 'b' };")]
    [InlineData("another key of the settings", "const c = { apiKey: 'x', serverKey: '@WEB', authDomain: 'a', projectId: 'a' };")]
    [InlineData("an address that a server asks", "https://maps.googleapis.com/maps/api/geocode/json?address=a&key=@WEB")]
    [InlineData("a page as a parameter", "https://acme.org/?from=maps.googleapis.com/maps/api/js?key=@WEB")]
    [InlineData("another host behind the page", "https://maps.googleapis.com/maps/api/js?x=//acme.org&key=@WEB")]
    [InlineData("an element beside it", "<string name=\"google_api_key\">x</string><string name=\"server\">@WEB</string>")]
    [InlineData("a dictionary beside it",
        "<dict><key>GCM_SENDER_ID</key><key>BUNDLE_ID</key></dict><dict><key>API_KEY</key><string>@WEB</string></dict>")]
    public void Text_next_to_a_secret_does_not_make_it_public(string what, string text)
    {
        Scan(text, out var rule).Should().Contain(match => match.Confidence == Confidence.High, "{0} does not lower {1}", what, rule);
    }

    [Theory]
    [InlineData("{\"role\":\"anon\"}", Confidence.Low)]
    [InlineData("{\"iss\":\"supabase\",\"role\":\"anon\",\"exp\":4000000000}", Confidence.Low)]
    [InlineData("{\"role\":\"anonymous\"}", Confidence.Low)]
    [InlineData("{\"role\":\"service_role\"}", Confidence.Medium)]
    [InlineData("{\"role\":[\"anon\",\"admin\"]}", Confidence.Medium)]
    [InlineData("{\"role\":\"service_role\",\"note\":\"role: anon\"}", Confidence.Medium)]
    [InlineData("{\"name\":\"anon\",\"sub\":\"12345\"}", Confidence.Medium)]
    public void The_role_in_a_token_decides_its_confidence(string claims, Confidence level)
    {
        var found = Scan($"const anon = '{Anonymous(claims)}'; // role: anon, public", out var rule);
        rule.Should().Be("json-web-token");
        found.Should().OnlyContain(match => match.Confidence == level);
    }

    [Fact]
    public void An_expired_signature_is_not_lowered()
    {
        var signature = Template.Expand("{base64:43}%3D");
        var found = Scan($"https://a.blob.core.windows.net/c?sv=2022-11-02&se=2023-01-01T00%3A00%3A00Z&sr=c&sp=r&sig={signature}", out _);
        found.Should().Contain(match => match.Confidence > Confidence.Low);
    }

    [Fact]
    public void Each_reason_has_a_description_and_a_rule()
    {
        var used = Rules.Rules.SelectMany(rule => rule.Public).ToHashSet();
        used.Should().BeEquivalentTo(PublicByDesign.Names);
        PublicByDesign.Names.Should().OnlyContain(name => PublicByDesign.Describe(name).Length > 0);
        PublicByDesign.Describe("no such reason").Should().BeEmpty();
    }

    [Fact]
    public void The_trace_names_the_reason()
    {
        var content = Filled("https://maps.googleapis.com/maps/api/js?key=@WEB");
        var trace = new RuleTracer(Rules).Trace(content, "", 1).First(trace => trace.Rule.Id == "google-api-key");
        trace.Match.Confidence.Should().Be(Confidence.Low);
        trace.Steps.Should().Contain(step => step.Name == "public" && step.Detail.Contains("page-address"));
    }

    private static List<Match> Scan(string text, out string rule)
    {
        var matches = new List<Match>();
        new Scanner(Rules).Scan(Filled(text), "src/a.txt", matches);
        rule = matches.Count > 0 ? Rules.Rules[matches[0].Rule].Id : "";
        return matches;
    }

    private static byte[] Filled(string text) =>
        Encoding.UTF8.GetBytes(Values.Aggregate(text, (filled, value) =>
            filled.Replace(value.Key, Template.Expand(value.Value), StringComparison.Ordinal)));
}
