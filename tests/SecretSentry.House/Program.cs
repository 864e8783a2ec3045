using SecretSentry.House;

// table PATH...: prints the figures of source trees, one row each. floors PATH: prints the lines that src/floors.txt must contain.
// names PATH and sizes PATH: check the names and the functions against the rules. picture PATH: prints the graph of the projects for
// ARCHITECTURE.md. gaps PATH: prints the rows of docs/internals/gaps.md.
switch (args)
{
    case ["table", .. var tops] when tops.Length > 0:
        Console.WriteLine(HouseTable.Head);
        foreach (var top in tops)
        {
            Console.WriteLine(HouseTable.Row(top));
        }

        return 0;
    case ["floors", var top]:
        foreach (var line in Floors.Write(SourceTree.Read(top)))
        {
            Console.WriteLine(line);
        }

        return 0;
    case ["picture", var top]:
        Console.Write(ProjectGraph.Draw(top));
        return 0;
    case ["names", var top]:
        var (sources, verbs, words) = (SourceTree.Read(top), new Verbs(), new Words());
        foreach (var line in sources.Files.SelectMany(verbs.Find).Concat(sources.Files.SelectMany(words.Find)))
        {
            Console.WriteLine(line);
        }

        return 0;
    case ["sizes", var top]:
        foreach (var line in new SizeLimits([]).Check(SourceTree.Read(top).Files))
        {
            Console.WriteLine(line);
        }

        return 0;
    case ["gaps", var top]:
        var table = Path.Combine(top, GapTable.Path);
        foreach (var line in GapTable.Write(SourceTree.Read(top), File.Exists(table) ? File.ReadAllLines(table) : []))
        {
            Console.WriteLine(line);
        }

        return 0;
    default:
        Console.Error.WriteLine("usage: house table PATH... | house (floors|picture|names|sizes|gaps) PATH");
        return 2;
}
