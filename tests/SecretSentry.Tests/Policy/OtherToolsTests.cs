using SecretSentry.Policy.Migration;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Tests.Policy;

/// <summary>Files of other tools that broke their readers when they were fuzzed.</summary>
public sealed class OtherToolsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("secretsentry-tools-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(".talismanrc", "!!]a: b")] // a tag that is no URI
    [InlineData(".secrets.baseline", "{\"results\":{\"a\":[{\"line_number\":1.5,\"hashed_secret\":\"b\"}]}}")]
    [InlineData(".secrets.baseline", "{\"results\":{\"a\":[{\"line_number\":99999999999,\"hashed_secret\":\"b\"}]}}")]
    public void A_file_that_its_tool_would_not_write_is_an_error_that_names_the_file(string name, string content)
    {
        File.WriteAllText(Path.Combine(_folder, name), content);
        var read = () => OtherTools.Read(_folder);
        read.Should().Throw<RuleFileException>().WithMessage($"{name}: cannot be read*");
    }
}
