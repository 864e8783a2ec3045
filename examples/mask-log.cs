#:project ../src/SecretSentry.Engine/SecretSentry.Engine.csproj
#:project ../src/SecretSentry.Patterns/SecretSentry.Patterns.csproj
#:property RestorePackagesWithLockFile=false
// Masks credentials in a log stream: tail -f app.log | dotnet run examples/mask-log.cs
// From a package: '#:package SecretSentry.Engine' and '#:package SecretSentry.Patterns' instead of the two lines above.
using System.Text;
using SecretSentry.Engine;
using SecretSentry.Engine.Matches;
using SecretSentry.Patterns;

var scanner = new Scanner(BuiltInRules.Load()) { Decodes = false };
var matches = new List<Match>();
for (string? line; (line = Console.ReadLine()) is not null;)
{
    var bytes = Encoding.UTF8.GetBytes(line);
    matches.Clear();
    scanner.Scan(bytes, "", matches);
    foreach (var match in matches.AsEnumerable().Reverse())
    {
        var mask = Encoding.UTF8.GetBytes("***");
        bytes = [.. bytes[..match.SecretStart], .. mask, .. bytes[match.SecretEnd..]];
    }

    Console.WriteLine(Encoding.UTF8.GetString(bytes));
}
