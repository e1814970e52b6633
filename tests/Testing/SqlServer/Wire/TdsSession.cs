using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Mendix.PrivateCloud.Testing.SqlServer.Execution;
using Mendix.PrivateCloud.Testing.SqlServer.Model;

namespace Mendix.PrivateCloud.Testing.SqlServer.Wire;

/// <summary>One connection, from its first words to its end.</summary>
internal sealed class TdsSession(TcpClient client, SqlServerStandIn server, X509Certificate2? certificate) : IDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private SqlSession? _session;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stopping = cancellationToken.Register(End);
        try
        {
            if (await BeginAsync(_ended.Token) is { } stream)
            {
                await ServeAsync(stream);
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException or AuthenticationException)
        {
            // The client is gone, or does not like our certificate, or we are stopping.
        }
        finally
        {
            lock (server.Model.Lock)
            {
                if (_session is not null)
                {
                    server.Model.Sessions.Remove(_session);
                }
            }

            End();
        }
    }

    public void Dispose() => _ended.Dispose();

    private void End()
    {
        _ended.Cancel();
        client.Close();
    }

    // Pre-login, TLS if there is any, login.
    private async Task<TdsStream?> BeginAsync(CancellationToken cancellationToken)
    {
        Stream socket = client.GetStream();
        var packets = new TdsStream(socket);
        if (await packets.ReadAsync(cancellationToken) is not { Type: TdsMessageType.PreLogin })
        {
            return null;
        }

        await packets.WriteAsync(TdsMessageType.Reply, PreLogin.Answer(certificate is null ? PreLogin.NotSupported : PreLogin.Required), cancellationToken);
        if (certificate is not null)
        {
            var handshake = new HandshakeStream(socket);
            var tls = new SslStream(handshake);
            // With 1.3, tickets would follow when the client no longer expects them wrapped.
            await tls.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions { ServerCertificate = certificate, EnabledSslProtocols = SslProtocols.Tls12 }, cancellationToken);
            handshake.IsDone = true;
            packets = new TdsStream(tls);
        }

        return await packets.ReadAsync(cancellationToken) is { Type: TdsMessageType.Login } login
            && await LogInAsync(packets, LoginRequest.Parse(login.Payload), cancellationToken) ? packets : null;
    }

    private async Task<bool> LogInAsync(TdsStream packets, LoginRequest request, CancellationToken cancellationToken)
    {
        TdsReply reply;
        lock (server.Model.Lock)
        {
            try
            {
                _session = server.LoginFault?.Invoke(request.Database) is { } fault
                    ? throw new SqlServerRefusal(fault)
                    : LogIn.Admit(server.Model, request, End);
                server.CountSession();
                packets.SessionId = (ushort)_session.Id;
                reply = LoginReply.Accepted(_session.Database);
            }
            catch (SqlServerRefusal refusal)
            {
                reply = LoginReply.Refused(refusal.Errors);
            }
        }

        await packets.WriteAsync(TdsMessageType.Reply, reply.Bytes, cancellationToken);
        return _session is not null;
    }

    // While a request is worked on, only an attention may come in.
    private async Task ServeAsync(TdsStream packets)
    {
        var next = packets.ReadAsync(_ended.Token);
        while (await next is { } message)
        {
            next = packets.ReadAsync(_ended.Token);
            if (message.Type == TdsMessageType.Attention)
            {
                await packets.WriteAsync(TdsMessageType.Reply, TdsReply.Attention().Bytes, _ended.Token);
                continue;
            }

            var reply = Execute(message);
            if (reply is not null)
            {
                await packets.WriteAsync(TdsMessageType.Reply, reply.Bytes, _ended.Token);
            }
        }
    }

    // Null: no answer, until the client asks for attention.
    private TdsReply? Execute(TdsMessage message)
    {
        var reply = new TdsReply(message.Type == TdsMessageType.Rpc);
        var failed = false;
        StatementFault? fault = null;
        lock (server.Model.Lock)
        {
            var scope = new Scope(server.Model, _session!, null);
            try
            {
                var request = message.Type switch
                {
                    TdsMessageType.Batch => SqlRequest.OfBatch(message.Payload),
                    TdsMessageType.Rpc => SqlRequest.OfRpc(message.Payload),
                    _ => throw new SqlServerRefusal(40000, $"A message of the type 0x{message.Type:X2} is not understood here."),
                };
                if (message.ResetsSession)
                {
                    _session!.Database = _session.InitialDatabase;
                }

                scope = new Scope(server.Model, _session!, request.Parameters);
                fault = server.Receive(new ReceivedStatement(_session!.Login.Name, _session.Database, request.Text));
                if (fault?.Kind == StatementFaultKind.CutBefore)
                {
                    throw new IOException("Cut off on purpose.");
                }

                if (fault is { Kind: StatementFaultKind.Refuse, Error: { } error })
                {
                    throw new SqlServerRefusal(error);
                }

                var before = _session.Database;
                Batch.Run(request.Text, scope);
                if (_session.Database != before)
                {
                    reply.WriteDatabaseChange(_session.Database, before);
                }
            }
            catch (SqlServerRefusal refusal)
            {
                failed = true;
                Write(reply, scope);
                refusal.Errors.ToList().ForEach(reply.WriteError);
            }
            catch (NotSupportedException exception)
            {
                failed = true;
                reply.WriteError(new SqlServerError(40000, exception.Message));
            }

            if (!failed)
            {
                Write(reply, scope);
            }
        }

        if (fault?.Kind == StatementFaultKind.CutAfter)
        {
            throw new IOException("Cut off on purpose.");
        }

        reply.End(failed);
        return fault?.Kind == StatementFaultKind.HangAfter ? null : reply;
    }

    private static void Write(TdsReply reply, Scope scope)
    {
        foreach (var output in scope.Output)
        {
            if (output is SqlResult result)
            {
                reply.WriteRows(result);
            }
            else
            {
                reply.WriteCount((int)output);
            }
        }
    }
}
