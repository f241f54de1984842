import { Global, Module } from '@nestjs/common';
import { Config } from '../config/config.js';
import { DiskStore } from './disk.store.js';
import { S3Store } from './s3.store.js';
import { FileStore } from './store.js';

/** `FileStore`: the local disk under DATA_DIR, or a bucket where S3_BUCKET is set. */
@Global()
@Module({
  providers: [DiskStore, { provide: FileStore, inject: [Config, DiskStore], useFactory: ({ s3 }: Config, disk: DiskStore) => (s3 ? new S3Store(s3, disk) : disk) }],
  exports: [FileStore],
})
export class StorageModule {}
