using SecretSentry.Scanning.Content;
using SecretSentry.Scanning.Decision;

namespace SecretSentry.Tests.Scanning;

public class ScanSetupTests
{
    [Theory]
    [InlineData("a/../b")]
    [InlineData("**/../b")]
    public void A_glob_that_is_not_valid_is_an_error_that_quotes_it(string glob)
    {
        var exclude = () => ScanSetup.CreateMatcher([], [glob]);
        exclude.Should().Throw<ScanRequestException>().WithMessage($"'{glob}' is not a valid glob*");
        var include = () => ScanSetup.CreateMatcher([glob], []);
        include.Should().Throw<ScanRequestException>().WithMessage($"'{glob}' is not a valid glob*");
    }
}
