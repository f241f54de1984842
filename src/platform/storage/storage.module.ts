import { Global, Module } from '@nestjs/common';
import { DiskStore } from './disk.store.js';
import { FileStore } from './store.js';

/** `FileStore`: the local disk under DATA_DIR. */
@Global()
@Module({ providers: [{ provide: FileStore, useClass: DiskStore }], exports: [FileStore] })
export class StorageModule {}
