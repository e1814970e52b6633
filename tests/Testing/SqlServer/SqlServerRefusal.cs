namespace Mendix.PrivateCloud.Testing.SqlServer;

/// <summary>A statement or a login is refused.</summary>
internal sealed class SqlServerRefusal(params IReadOnlyList<SqlServerError> errors) : Exception(errors[0].Message)
{
    public SqlServerRefusal(int number, string message, byte @class = 16)
        : this(new SqlServerError(number, message, @class))
    {
    }

    public IReadOnlyList<SqlServerError> Errors { get; } = errors;

    public static SqlServerRefusal Syntax(string near) => new(102, $"Incorrect syntax near '{near}'.", 15);
}
