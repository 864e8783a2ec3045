using SecretSentry.House;

namespace SecretSentry.Tests.House;

/// <summary>Every file follows the rules of the code base, and each rule reports a file that breaks it.</summary>
public class HouseTests
{
    private static readonly SourceTree Sources = SourceTree.Read(TestPaths.Top);

    private static readonly Lazy<TypeUse[]> Uses = new(() => [.. Sources.Files.SelectMany(file => TypeUses.Find(Sources, file))]);

    private static string[] FloorLines => File.ReadAllLines(Path.Combine(TestPaths.Top, "src", "floors.txt"));

    [Fact]
    public void Folders_use_only_what_the_floors_allow() => Floors.Check(Sources.Folders, Uses.Value, FloorLines).Should().BeEmpty();

    [Fact]
    public void No_project_uses_a_symbol_that_is_banned_for_it() =>
        BannedSymbols.Find(Sources, Sources.Files).Should().BeEmpty();

    [Theory]
    [InlineData("Engine", "BannedSymbols,NoConsole,NoProcess,NoWrite,Engine")]
    [InlineData("Findings", "BannedSymbols,NoOpen,NoConsole,NoProcess,NoWrite")]
    [InlineData("Files", "BannedSymbols,NoConsole,NoProcess,NoWrite")]
    [InlineData("Git", "BannedSymbols,NoOpen,NoConsole,NoProcess,NoWrite")]
    [InlineData("Policy", "BannedSymbols,NoOpen,NoConsole,NoProcess,NoWrite")]
    [InlineData("Reports", "BannedSymbols,NoOpen,NoRaw,NoConsole,NoProcess,NoWrite")]
    [InlineData("Patterns", "BannedSymbols,NoConsole,NoProcess,NoWrite")]
    [InlineData("Purge", "BannedSymbols,NoOpen,NoConsole,NoProcess")]
    [InlineData("Hooks", "BannedSymbols,NoOpen,NoRaw,NoConsole,NoProcess")]
    [InlineData("Scanning", "BannedSymbols,NoOpen,NoConsole,NoProcess")]
    [InlineData("Cli", "BannedSymbols,NoOpen,NoRaw,NoScreen,NoProcess")]
    public void Each_project_has_its_lists_of_banned_symbols(string project, string lists) =>
        BannedSymbols.ListsOf(TestPaths.Top, project).Select(list => Path.GetFileNameWithoutExtension(list).Split('.')[^1])
            .Should().Equal(lists.Split(','));

    [Fact]
    public void Each_type_is_in_a_file_of_its_name() => Sources.Files.SelectMany(TypeFiles.Find).Should().BeEmpty();

    [Fact]
    public void No_line_is_longer_than_the_limit() => AllCode().SelectMany(file => Lines.FindLong(file.Path, file.Text)).Should().BeEmpty();

    [Fact]
    public void Each_method_begins_with_a_verb() => Sources.Files.SelectMany(new Verbs().Find).Should().BeEmpty();

    [Fact]
    public void No_name_contains_a_banned_word()
    {
        var words = new Words();
        Sources.Files.SelectMany(words.Find).Should().BeEmpty();
        words.FindUnused(Sources.Files).Should().BeEmpty("a name that no longer exists needs no exception");
    }

    [Fact]
    public void Long_functions_and_long_parameter_lists_have_a_reason()
    {
        new SizeLimits(SizeLimits.List).Check(Sources.Files).Should().BeEmpty();
        SizeLimits.List.Should().HaveCountLessThanOrEqualTo(SizeLimits.MaxExceptions);
    }

    [Fact]
    public void The_table_of_gaps_has_a_test_for_each_place()
    {
        var table = File.ReadAllLines(Path.Combine(TestPaths.Top, GapTable.Path));
        var rows = table.SkipWhile(line => !line.StartsWith("|---", StringComparison.Ordinal)).Skip(1).ToArray();
        rows.Should().Equal(GapTable.Write(Sources, table), "house gaps . prints the rows");
        GapTable.FindUntested(TestPaths.Top, rows).Should().BeEmpty();
        rows.Length.Should().BeGreaterThan(60);
    }

    [Fact]
    public void Each_promise_names_tests_that_exist()
    {
        PromiseTable.FindUntested(TestPaths.Top, PromiseTable.Read(TestPaths.Top)).Should().BeEmpty();
        PromiseTable.Read(TestPaths.Top).Should().HaveCountGreaterThan(10);
    }

    [Theory]
    [InlineData("| a promise | none |")]
    [InlineData("| a promise | `SafetyTests.No_such_test` |")]
    [InlineData("| a promise | `NoSuchTests.No_such_test` |")]
    [InlineData("| a promise | `attack no such attack` |")]
    [InlineData("| a promise | `attack filters`, `SafetyTests.No_such_test` |")]
    public void A_promise_without_a_test_that_holds_is_reported(string row) =>
        PromiseTable.FindUntested(TestPaths.Top, [row, "| kept | `attack filters` |"]).Should().Equal(row);

    [Fact]
    public void An_attack_that_is_known_to_succeed_is_no_test()
    {
        var folder = Directory.CreateTempSubdirectory("secretsentry-");
        File.WriteAllText(Path.Combine(folder.FullName, "a.py"), "def attack_filters(scene):\ndef attack_open_door(scene):\n");
        File.WriteAllText(Path.Combine(folder.FullName, "open.txt"), "# why\nopen*\n");
        var attacks = new Attacks(folder.FullName);
        folder.Delete(recursive: true);
        attacks.Fails("filters").Should().BeTrue();
        attacks.Fails("open door").Should().BeFalse("it is in open.txt");
        attacks.Fails("no such attack").Should().BeFalse();
    }

    [Fact]
    public void Internals_are_visible_only_to_the_allowed_projects()
    {
        string[] allowed = ["SecretSentry.Tests", "SecretSentry.Fuzz", "SecretSentry.Benchmarks", "SecretSentry.PatternCompiler",
            "SecretSentry.Patterns",
            "SecretSentry.Training"];
        var projects = Directory.EnumerateFiles(Path.Combine(TestPaths.Top, "src"), "*.csproj", SearchOption.AllDirectories);
        projects.SelectMany(project => System.Xml.Linq.XDocument.Load(project).Descendants("InternalsVisibleTo"))
            .Select(item => (string?)item.Attribute("Include")).Distinct().Should().BeSubsetOf(allowed);
    }

    [Fact]
    public void The_graph_in_ARCHITECTURE_equals_the_graph_of_the_projects() =>
        File.ReadAllText(Path.Combine(TestPaths.Top, "ARCHITECTURE.md")).Should().Contain(ProjectGraph.Draw(TestPaths.Top));

    [Theory]
    [InlineData("Scanning/Files", "System.Console.WriteLine();", "T:System.Console is banned")]
    [InlineData("Purge/Plan", "System.Console.WriteLine();", "T:System.Console is banned")]
    [InlineData("Git/History", "System.IO.File.WriteAllText(\"a\", \"b\");", "File.WriteAllText(System.String,System.String) is banned")]
    [InlineData("Git/Objects", "using var f = new System.IO.FileStream(\"a\", System.IO.FileMode.Create);", "FileMode.Create is banned")]
    [InlineData("Policy/Rules", "System.IO.Directory.CreateDirectory(\"a\");", "Directory.CreateDirectory(System.String) is banned")]
    [InlineData("Reports", "System.IO.File.Delete(\"a\");", "File.Delete(System.String) is banned")]
    [InlineData("Cli/Output", "using var s = new System.Net.Sockets.Socket(default, default);", "N:System.Net.Sockets is banned")]
    [InlineData("Scanning/Push", "using var c = new System.Net.Http.HttpClient();", "N:System.Net.Http is banned")]
    [InlineData("Engine/Search", "_ = System.IO.File.ReadAllBytes(\"a\");", "T:System.IO.File is banned")]
    [InlineData("Git/Names", "_ = System.IO.File.ReadAllText(\"a\");", "File.ReadAllText(System.String) is banned")]
    [InlineData("Policy/Rules", "_ = System.IO.File.OpenRead(\"a\");", "File.OpenRead(System.String) is banned")]
    [InlineData("Reports", "_ = new SecretSentry.Files.ForeignText(\"a\").Raw;", "P:SecretSentry.Files.ForeignText.Raw is banned")]
    [InlineData("Hooks", "_ = new SecretSentry.Files.ForeignText(\"a\").Raw;", "P:SecretSentry.Files.ForeignText.Raw is banned")]
    [InlineData("Cli/Commands", "_ = new SecretSentry.Engine.Rules.Rule { Id = \"a\" }.Description;", "Rules.Rule.Description is banned")]
    [InlineData("Cli/Commands", "System.Console.Out.Write(\"a\");", "P:System.Console.Out is banned")]
    [InlineData("Hooks", "System.Diagnostics.Process.Start(\"a\");", "Process.Start(System.String) is banned")]
    public void A_banned_symbol_is_reported(string folder, string statement, string complaint)
    {
        var planted = Sources.With(PathIn(folder), Source(folder, statement), out var file);
        BannedSymbols.Find(planted, [file]).Should().ContainMatch($"*Planted.cs:7: *{complaint}*");
    }

    [Theory]
    [InlineData("Git/History", "_ = new SecretSentry.Engine.Scanner(null!);", "Engine")]
    [InlineData("Engine/Rules", "_ = typeof(SecretSentry.Engine.Search.Prefilter);", "Engine/Search")]
    [InlineData("Git/Objects", "_ = typeof(SecretSentry.Git.History.HistoryReader);", "Git/History")]
    [InlineData("Reports", "_ = typeof(SecretSentry.Git.Objects.ObjectId);", "Git/Objects")]
    [InlineData("Scanning/Content", "_ = typeof(SecretSentry.Purge.PurgeVerify);", "Purge")]
    public void A_use_that_the_floors_do_not_allow_is_reported(string folder, string statement, string used) =>
        Floors.Check(Sources.Folders, UsesWith(folder, statement), FloorLines)
            .Should().ContainMatch($"*Planted.cs:7 uses*: '{folder}' may not use '{used}'");

    [Fact]
    public void A_cycle_is_reported_even_if_the_file_allows_it()
    {
        var lines = FloorLines.Select(line =>
            line.StartsWith("Git/Process:", StringComparison.Ordinal) ? "Git/Process: Git/Objects" : line);
        var uses = UsesWith("Git/Process", "_ = typeof(SecretSentry.Git.Objects.ObjectId);");
        Floors.Check(Sources.Folders, uses, lines)
            .Should().Contain("floors.txt: 'Git/Process' uses 'Git/Objects', which does not stand above it");
        Floors.Write(Sources.Folders, uses).Should().Contain(line => line.StartsWith("! Git/Process", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_without_a_line_and_a_line_without_a_use_are_reported()
    {
        var planted = Sources.With(PathIn("Git/Cellar"), Source("Git/Cellar", ";"), out _);
        Floors.Check(planted.Folders, Uses.Value, FloorLines).Should().Contain("floors.txt does not name the folder 'Git/Cellar'");
        Floors.Check(Sources.Folders, Uses.Value, [.. FloorLines, "Attic: Findings"])
            .Should().Contain("floors.txt allows 'Attic' to use 'Findings', which it does not");
    }

    [Fact]
    public void A_type_in_a_file_of_another_name_is_reported() =>
        Sources.With("SecretSentry.Git/Objects/Planted.cs", "namespace SecretSentry.Git.Objects;\nclass Other;\n", out _).Files
            .SelectMany(TypeFiles.Find)
            .Should().Equal("src/SecretSentry.Git/Objects/Planted.cs: the type 'Other' belongs into a file of its own name");

    [Fact]
    public void A_line_of_141_characters_is_reported()
    {
        Lines.FindLong("a.cs", $"{new string('x', 140)}\r\n").Should().BeEmpty();
        Lines.FindLong("a.cs", $"x\n{new string('x', 141)}\n").Should().Equal("a.cs:2: 141 characters; a line has at most 140");
    }

    [Theory]
    [InlineData("void Beginnings() { }", "'Beginnings'")]
    [InlineData("int OfRule() => 1;", "'OfRule'")]
    [InlineData("void Run() { void Nearby() { } }", "'Nearby'")]
    public void A_method_without_a_verb_is_reported(string member, string name) =>
        new Verbs().Find(Plant(member))
            .Should().Equal($"src/SecretSentry.Git/Objects/Planted.cs:4: the method {name} does not begin with a verb");

    [Theory]
    [InlineData("void SetAlarm() { }", "SetAlarm", "alarm")]
    [InlineData("int _carriedEntries;", "_carriedEntries", "carried")]
    [InlineData("int Count(int at) => 1;", "at", "at")]
    [InlineData("void Run() { var known = 1; }", "known", "known")]
    [InlineData("void Run() { foreach (var hit in new int[1]) { } }", "hit", "hit")]
    [InlineData("(int Told, int Other) Run() => default;", "Told", "told")]
    [InlineData("bool HoldsAll { get; set; }", "HoldsAll", "holds")]
    public void A_banned_word_is_reported(string member, string name, string word) =>
        new Words().Find(Plant(member)).Should().ContainSingle()
            .Which.Should().StartWith($"src/SecretSentry.Git/Objects/Planted.cs:4: the name '{name}' contains '{word}'; say: ");

    [Fact]
    public void A_long_function_and_a_long_parameter_list_are_reported()
    {
        SourceFile[] limits = [Plant(Function(60, "")), Plant("void Run(int a, int b, int c, int d, int e) { }")];
        new SizeLimits([]).Check(limits).Should().BeEmpty();
        SourceFile[] files = [Plant(Function(61, "")), Plant("void Run(int a, int b, int c, int d, int e, int f) { }")];
        new SizeLimits([]).Check(files).Should().HaveCount(2);
        new SizeLimits(["Planted.Run: there is a reason"]).Check(files).Should().BeEmpty();
        new SizeLimits(["Planted.Stop: there was a reason"]).Check(limits).Should().ContainSingle();

        static string Function(int lines, string parameters) =>
            $"void Run({parameters})\n{{\n{string.Concat(Enumerable.Repeat("Run();\n", lines - 3))}}}";
    }

    private static SourceFile Plant(string member)
    {
        _ = Sources.With("SecretSentry.Git/Objects/Planted.cs",
            $"namespace SecretSentry.Git.Objects;\nclass Planted\n{{\n{member}\n}}\n", out var file);
        return file;
    }

    /// <summary>Returns all uses of types, and those of a statement that is added to a folder.</summary>
    private static TypeUse[] UsesWith(string folder, string statement)
    {
        var planted = Sources.With(PathIn(folder), Source(folder, statement), out var file);
        return [.. Uses.Value, .. TypeUses.Find(planted, file)];
    }

    private static string PathIn(string folder) => $"SecretSentry.{folder}/Planted.cs";

    private static string Source(string folder, string statement) =>
        $"namespace SecretSentry.{folder.Replace('/', '.')};\nclass Planted\n{{\n    void Plant()\n    {{\n        // here:\n"
        + $"        {statement}\n    }}\n}}\n";

    /// <summary>Every C# file of the repository: program, tests, benchmarks, examples.</summary>
    private static IEnumerable<(string Path, string Text)> AllCode() =>
        new[] { "src", "tests", "benchmarks", "examples" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(TestPaths.Top, folder), "*.cs", SearchOption.AllDirectories))
            .Select(path => (Path.GetRelativePath(TestPaths.Top, path), File.ReadAllText(path)));
}
