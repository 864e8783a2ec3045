using System.Text;
using SecretSentry.Engine.Candidates;
using SecretSentry.Engine.Paths;

namespace SecretSentry.Tests.Engine.Judging;

/// <summary>Tests which values are dropped before the judge sees them, and which are not.</summary>
public class CandidateGateTests
{
    [Theory]
    [InlineData("password = \"a1\"\n", "a.py", "Short")]
    [InlineData("password=abc\n", "a.env", "Short")]
    [InlineData("password = \"${DB_PASSWORD}\"\n", "a.yml", "Reference")]
    [InlineData("password: {{db_password}}\n", "a.yml", "Reference")]
    [InlineData("password=$(cat file)\n", "a.sh", "Reference")]
    [InlineData("key = 123456;\n", "a.c", "Number")]
    [InlineData("key = 0x1F0042;\n", "a.c", "Number")]
    [InlineData("key = sha256_context;\n", "a.c", "Identifier")]
    [InlineData("password: settings.database.password\n", "a.yml", "Member")]
    [InlineData("password: lookup(name)\n", "a.yml", "Member")]
    [InlineData("fi # $pass = relinkall\n", "a.sh", "Identifier")]
    [InlineData("$password = Harborlight\n", "a.txt", "Identifier")]
    [InlineData("'Test2::Event::Pass' => '1.302103',\n", "a.pm", "Version")]
    [InlineData("password = \"10.0.0.12\"\n", "a.py", "Version")]
    [InlineData("  KEY `FK5rwmryny6jthaaxk` (`dept_id`),\n", "a.sql", "Column")]
    [InlineData("UNIQUE KEY `UK_4gc2cvtkb0` (`email`)\n", "dump.txt", "Column")]
    [InlineData("Authorization: Basic dXNlcjo=\n", "a.http", "NoLogin")]
    [InlineData("nextPageToken: \"ChBvYmovd2l0aFxzbGF\"\n", "a.json", "PageToken")]
    [InlineData("GET /items?page_token=CgRvYmox&n=2\n", "a.txt", "PageToken")]
    [InlineData("ContinuationToken=a1b2c3d4e5\n", "a.env", "PageToken")]
    [InlineData("run --seed=1436380640\n", "a.sh", "Number")]
    [InlineData("DEFAULT_SEED = 12047754176567800795U;\n", "a.h", "Number")]
    [InlineData("#define OBJ_challengePassword   OBJ_pkcs9,7L\n", "a.h", "Identifier")]
    [InlineData("'Basic c29tZSB0ZXh0IGhlcmU='\n", "a.py", "NoLogin")]
    public void A_value_that_cannot_be_a_credential_is_dropped_with_a_reason(string text, string path, string reason) =>
        ReasonOf(text, path).Should().Be(Enum.Parse<FilterReason>(reason));

    [Theory]
    [InlineData("password = \"a1b2\"\n", "a.py")]
    [InlineData("password=hunter22\n", "a.env")]
    [InlineData("password=12345678\n", "a.env")]
    [InlineData("password = \"$ecret99\"\n", "a.py")]
    [InlineData("key = 123456789012;\n", "a.c")]
    [InlineData("password: my.pass.word1\n", "a.yml")]
    [InlineData("https://a:b@host/\n", "a.py")]
    [InlineData("password = \"1.302103a\"\n", "a.py")]
    [InlineData("password = \"13/02/1994\"\n", "a.py")]
    [InlineData("$password = 'harborlight'\n", "a.php")]
    [InlineData("password = harborlight\n", "a.conf")]
    [InlineData("$password = x1y2\n", "a.txt")]
    [InlineData("next_token_secret = a1b2c3d4e5\n", "a.env")]
    [InlineData("user_token = a1b2c3d4e5\n", "a.env")]
    [InlineData("seed = \"4f1d88a7\"\n", "a.py")]
    [InlineData("seed_key = 1436380640\n", "a.env")]
    [InlineData("#define DB_PASSWORD \"tree,lake\"\n", "a.h")]
    [InlineData("// the password is treelake7\n", "a.h")]
    [InlineData("PASSWORD=tree,lake7\n", "a.sh")]
    [InlineData("the key `kx91-tool` (of the test user)\n", "a.md")]
    [InlineData("Authorization: Basic dXNlcjpwdw==\n", "a.http")]
    [InlineData("Authorization: Bearer c29tZSB0ZXh0IGhlcmU=\n", "a.http")]
    [InlineData("key = A1b2C3d4E5f6G7h8I9j0K1;\n", "a.c")]
    public void A_value_that_may_be_a_credential_is_passed_to_the_judge(string text, string path) =>
        ReasonOf(text, path).Should().Be(FilterReason.None);

    [Fact]
    public void Every_reason_has_its_own_description() =>
        Enum.GetValues<FilterReason>().Select(CandidateFilter.Describe).Should().OnlyHaveUniqueItems();

    [Fact]
    public void Numbers_names_and_members_are_dropped_only_without_quotes()
    {
        foreach (var value in (string[])["123456", "sha256_context", "settings.database.password", "lookup('x')"])
        {
            ReasonOf($"key = \"{value}\"\n", "a.c").Should().Be(FilterReason.None, value);
        }
    }

    private static FilterReason ReasonOf(string text, string path)
    {
        var (bytes, found) = (Encoding.ASCII.GetBytes(text), new List<NamedValue>());
        AnchorFinder.Extract(bytes, PathFacts.Create(path), found);
        return CandidateFilter.GetReason(bytes, found.Should().NotBeEmpty().And.Subject.First(), PathFacts.Create(path));
    }
}
