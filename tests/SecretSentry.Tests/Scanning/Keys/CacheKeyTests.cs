using System.Security.Cryptography;
using SecretSentry.Scanning.Keys;

namespace SecretSentry.Tests.Scanning.Keys;

public class CacheKeyTests
{
    [Theory]
    [InlineData("CI", "true", false)]
    [InlineData("CI", "1", false)]
    [InlineData("TF_BUILD", "True", false)]
    [InlineData("JENKINS_URL", "https://ci.example.invalid/", false)]
    [InlineData("TEAMCITY_VERSION", "2026.1", false)]
    [InlineData("CI", "false", true)]
    [InlineData("CI", "0", true)]
    [InlineData("CI", "", true)]
    [InlineData("OTHER", "true", true)]
    public void A_job_of_a_CI_system_has_no_key_of_the_user(string variable, string value, bool isFound) =>
        (Find((variable, value), ("HOME", Path.GetTempPath())) is not null).Should().Be(isFound);

    [Theory]
    [InlineData("HOME", "relative", false)]
    [InlineData("HOME", "", false)]
    [InlineData("HOME", "/a home that is not there", false)]
    [InlineData("XDG_DATA_HOME", "relative", false)]
    [InlineData("XDG_DATA_HOME", "/somewhere", true)]
    [InlineData("OTHER", "/somewhere", false)]
    public void Without_a_folder_for_data_there_is_no_key(string variable, string value, bool isFound) =>
        (Find((variable, value)) is not null).Should().Be(isFound);

    [Fact]
    public void A_given_key_is_used_in_a_job_and_elsewhere()
    {
        var (first, second) = (MakeText(), MakeText());
        var keys = new[]
        {
            Load((CacheKey.Variable, first), ("CI", "true")), Load((CacheKey.Variable, first)), Load((CacheKey.Variable, second)),
        };
        keys[0].Should().HaveCount(32).And.Equal(keys[1]).And.NotEqual(keys[2]);
    }

    /// <summary>A pull request from a fork gets an empty variable. The user's own key must not be used then.</summary>
    [Fact]
    public void An_empty_variable_means_no_cache() =>
        Find((CacheKey.Variable, ""), ("HOME", Path.GetTempPath())).Should().BeNull();

    [Fact]
    public void A_key_that_is_too_short_or_too_regular_is_an_error_that_does_not_quote_it()
    {
        foreach (var bad in new[]
        {
            MakeText()[..42], MakeText()[..1], new string('a', 64), string.Concat(Enumerable.Repeat("12345678", 8)),
        })
        {
            var find = () => Find((CacheKey.Variable, bad));
            find.Should().Throw<FormatException>().Which.Message.Should().Contain(CacheKey.Variable).And.Contain("openssl rand")
                .And.NotContain(bad.Length > 1 ? bad : "\0");
        }

        Find((CacheKey.Variable, MakeText()[..43])).Should().NotBeNull();
        Find((CacheKey.Variable, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)))).Should().NotBeNull();
    }

    private static string MakeText() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(48));

    private static byte[]? Load(params (string Name, string Value)[] variables) => Find(variables)!.Load();

    private static CacheKey? Find(params (string Name, string Value)[] variables) =>
        CacheKey.Find(name => variables.Where(variable => variable.Name == name).Select(variable => variable.Value).FirstOrDefault());
}
