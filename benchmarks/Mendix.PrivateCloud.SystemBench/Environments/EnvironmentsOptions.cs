namespace Mendix.PrivateCloud.SystemBench.Environments;

/// <summary>What is asked for on the command line.</summary>
/// <param name="Count">How many environments are created at once.</param>
/// <param name="Separate">Whether the API server runs in a process of its own, so that the operator's memory is seen alone.</param>
/// <param name="Json">Whether one JSON document is printed in place of tables.</param>
internal sealed record EnvironmentsOptions(int Count, bool Separate, bool Json)
{
    private const int DefaultCount = 1000;

    /// <exception cref="ArgumentException">A word that is not known.</exception>
    public static EnvironmentsOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = new EnvironmentsOptions(DefaultCount, Separate: false, Json: false);
        for (var i = 0; i < arguments.Length; i++)
        {
            options = arguments[i] switch
            {
                "--separate" => options with { Separate = true },
                "--output" when i + 1 < arguments.Length && arguments[++i] == "json" => options with { Json = true },
                var text when int.TryParse(text, out var count) && count > 0 => options with { Count = count },
                var text => throw new ArgumentException($"'{text}' is not understood. Give a number of environments above 0, --separate, or --output json."),
            };
        }

        return options;
    }
}
