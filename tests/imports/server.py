"""An OPC UA server on asyncua that holds what a NodeSet2 describes: `server.py <file>` prints `ready <port>`."""
import asyncio
import logging
import sys

from asyncua import Server

logging.disable(logging.CRITICAL)


async def main(file: str) -> None:
    server = Server()
    await server.init()
    server.set_endpoint("opc.tcp://127.0.0.1:0/")
    # Its number on the server is another than in the file.
    await server.register_namespace("urn:millrace:test:another")
    await server.import_xml(file)
    async with server:
        port = server.bserver._server.sockets[0].getsockname()[1]
        print(f"ready {port}", flush=True)
        await asyncio.Event().wait()


asyncio.run(main(sys.argv[1]))
