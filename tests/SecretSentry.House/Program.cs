using SecretSentry.House;

// table PATH...: the figures of source trees beside each other. floors PATH: what src/floors.txt is to say.
// picture PATH: the graph of the projects for ARCHITECTURE.md.
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
    default:
        Console.Error.WriteLine("usage: house table PATH... | house floors PATH | house picture PATH");
        return 2;
}
