using System.Globalization;
using SecretSentry.Files;

namespace SecretSentry.Tests.Files;

public class BudgetsTests
{
    [Theory]
    [InlineData(0, "0 bytes")]
    [InlineData(1023, "1,023 bytes")]
    [InlineData(1 << 10, "1 KiB")]
    [InlineData(1500 << 10, "1,500 KiB")]
    [InlineData(64 << 20, "64 MiB")]
    [InlineData(1 << 30, "1 GiB")]
    public void A_number_of_bytes_has_its_largest_whole_unit(long bytes, string text) =>
        new Budget("name", 1, isInBytes: true, "a file").Format(bytes).Should().Be(text);

    [Fact]
    public void Other_numbers_have_no_unit() => new Budget("name", 1, isInBytes: false, "entries").Format(1 << 20).Should().Be("1,048,576");

    [Fact]
    public void Limits_are_changed_by_name_and_the_others_stay()
    {
        var (paths, places) = (Budgets.Paths.Value, Budgets.Places.Value);
        try
        {
            Budgets.Set($"paths={paths} places=20K");
            Budgets.Places.Value.Should().Be(20 << 10);
            Budgets.Paths.Value.Should().Be(paths);
        }
        finally
        {
            Budgets.Set(string.Create(CultureInfo.InvariantCulture, $"places={places}"));
        }
    }

    [Theory]
    [InlineData("x=1")]
    [InlineData("paths")]
    [InlineData("paths=")]
    [InlineData("paths=K")]
    [InlineData("paths=1.5M")]
    [InlineData("paths=4194304G")]
    public void A_wrong_assignment_is_an_error_that_quotes_it(string assignment) =>
        FluentActions.Invoking(() => Budgets.Set(assignment)).Should().Throw<FormatException>()
            .WithMessage($"*{assignment.Split('=')[0]}*");

    [Fact]
    public void The_documentation_has_the_table()
    {
        var rows = Budgets.All.Select(budget => $"| `{budget.Name}` | {budget.Format(budget.Default)} | {budget.Limits} |");
        File.ReadAllLines(Path.Combine(TestPaths.Top, "docs", "limits.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Should().Equal(rows);
    }
}
